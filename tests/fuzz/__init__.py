"""Fuzzing: mutated instruments, documents and files, and what must hold for every one of them.

``python -m fuzz TARGET --runs N --seed S`` in the folder `tests`; docs/robustness.md tells more.
"""
