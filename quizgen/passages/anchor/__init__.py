"""Anchors: how the passages of a bank are found again in a user's copy of their text, beyond doubt or not at all."""
