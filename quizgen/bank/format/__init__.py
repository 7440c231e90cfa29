"""The format of a bank’s files: YAML read into frozen dataclasses, every fault with its place."""
