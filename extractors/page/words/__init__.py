"""The words of a page: lines, pieces, language, dates in words."""
