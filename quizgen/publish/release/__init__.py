"""What a build publishes of each note, stamped against the lock."""
