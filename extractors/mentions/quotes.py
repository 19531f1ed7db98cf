"""Direct quotations with their speakers."""
