"""`quizgen diff`: what the next build changes for students."""

import sys
from pathlib import Path

import click

from quizgen.cli.options import bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_problems, print_text


@click.command("diff")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@bank_option
@texts_option
def command(old: Path, bank: Path | None, texts: Path | None) -> None:
    """Tell what students who have OLD would get (an .apkg or a lock), and what would be at risk."""
    from quizgen.publish.updates.diff import diff

    changes = diff(find_bank(bank), old, texts)
    print_text(str(changes))
    if changes.problems:
        print_problems(changes.problems, err=False)
    sys.exit(not changes.safe)
