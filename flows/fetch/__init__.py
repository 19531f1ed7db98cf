"""The fetcher: polite, safe, bounded."""
