"""Functions in C beside their Python: the same results in less time, where a compiler was at hand (`ways.py`)."""
