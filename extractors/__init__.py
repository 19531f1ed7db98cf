"""Pure functions from values to values: no file, clock, network, environment or database."""
