"""The documents that are made from the code: the reference of the format, and the picture of the rooms."""
