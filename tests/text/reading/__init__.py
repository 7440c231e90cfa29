"""The readers of copies."""
