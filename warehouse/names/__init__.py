"""Names across the corpus: which entities are one, and whom a surname means; derived from what is stored."""
