"""Anchors: how the passages of a bank are found in a user's copy of a text, and what a passage says there."""
