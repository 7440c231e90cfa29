"""What sheets, keys and teacher’s editions show of a form, whatever the format."""
