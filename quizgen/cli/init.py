"""`quizgen init`: a new bank."""

from pathlib import Path

import click

from quizgen.cli.options import FOLDER
from quizgen.cli.terminal import print_text


@click.command("init")
@click.argument("folder", type=FOLDER, metavar="DIR")
def command(folder: Path) -> None:
    """Begin a new bank in DIR, with a sample text."""
    from quizgen.bank.sample import init

    print_text(init(folder))
