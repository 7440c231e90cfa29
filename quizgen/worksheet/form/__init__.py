"""Forms: worksheets, resolved; one form a version, from which every output draws sheet and key."""
