"""Tests of quizgen.anchor."""
