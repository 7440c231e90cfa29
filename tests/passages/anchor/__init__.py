"""Tests of quizgen.passages.anchor."""
