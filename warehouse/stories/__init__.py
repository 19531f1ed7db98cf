"""Stories against what is stored: signatures, links, members, corrections."""
