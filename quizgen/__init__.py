"""quizgen: curated question banks, tied to passages, become Anki decks and printable worksheets."""

__version__ = "0.1.0"
