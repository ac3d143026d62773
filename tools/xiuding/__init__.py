"""xiuding (修订): version control for Chinese legal and policy texts."""

__version__ = "0.1.0"
