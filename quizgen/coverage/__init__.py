"""What a bank covers, drawn: as text for a terminal, as JSON, and as a page to read."""
