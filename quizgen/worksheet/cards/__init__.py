"""Cards to cut out: questions, people and terms as cards of paper, printed on both sides."""
