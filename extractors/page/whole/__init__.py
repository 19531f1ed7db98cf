"""What shows only in the page as a whole: repeats, neighbours, rests, leads, tables, gates."""
