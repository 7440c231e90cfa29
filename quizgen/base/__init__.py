"""What everything else stands on: values, problems, files, the clock; it knows nothing of banks."""
