"""Exports: rows handed on as files of other programs, and files written beside before they take their name."""
