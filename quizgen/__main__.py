"""``python -m quizgen`` is ``quizgen``."""

from quizgen.cli.main import main

main()
