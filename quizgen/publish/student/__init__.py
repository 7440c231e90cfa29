"""The student's page: which file to open, what a new version keeps, and how to report an error."""
