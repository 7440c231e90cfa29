"""What a bank becomes: each output draws resolved documents and knows nothing of the bank's kinds of question."""
