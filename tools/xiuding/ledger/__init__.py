"""The git history of a text: one commit per clause, written all or nothing, read back, proven.

This package knows git and nothing of drafting grammar.  Start at `history.History`.
"""
