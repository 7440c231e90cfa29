"""Anki output: notes drawn as fields of frozen note types, packed with identities that outlive every update."""
