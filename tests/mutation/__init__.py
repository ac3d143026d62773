"""Mutation testing: `mutants` changes a module in one place at a time, `session` tries the tests on it."""
