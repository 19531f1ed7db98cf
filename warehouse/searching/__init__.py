"""Full-text search: an index beside the database, and queries (`extractors.queries`) asked of it."""
