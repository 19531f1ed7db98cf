"""How alike two statements of a story are in what they measure, and the groups of those that measure the same."""
