"""Launching: how the command line, the service and the scheduler start runs."""
