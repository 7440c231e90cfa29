"""Passages in the user’s copies of the texts: found, cited, and their sentences that support an answer."""
