"""Statements: what a revision states of something measured: value, unit, what it counts, what it is about."""
