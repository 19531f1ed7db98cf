"""The commands of `cuttings`, a module for each group; each has `register(app)`, which mounts its commands."""
