"""Reading: the words and numbers of a field, shared by all finders."""
