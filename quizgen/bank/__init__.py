"""The bank: what curators write, read with its places, and what was published of it."""
