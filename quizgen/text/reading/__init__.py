"""Copies of a text read, whatever their kind of file: clean running text, with its blocks, emphasis and place marks."""
