"""What runs and when: Prefect flows, the fetcher, readers of files and dumps, settings, the command line."""

__version__ = "0.2.0"
