"""What the rules read from: questions, fields, words, facts, each worked out once."""
