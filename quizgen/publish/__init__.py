"""Publishing: decks, worksheets and the student’s page become files, and the lock remembers them."""
