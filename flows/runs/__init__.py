"""Runs: the pipeline and its steps, and the jobs that give it documents."""
