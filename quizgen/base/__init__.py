"""The base of all other packages: value classes, problems, files, the clock. It knows nothing of banks."""
