"""What the reading room shows: the published copy, held open, and the parts of its pages as rows."""
