"""`quizgen relock`: passages accepted as the text has them now."""

from pathlib import Path

import click

from quizgen.cli.options import bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_text


@click.command("relock")
@click.argument("passages", nargs=-1, required=True, metavar="PASSAGE...")
@bank_option
@texts_option
def command(passages: tuple[str, ...], bank: Path | None, texts: Path | None) -> None:
    """Accept passages as the text has them now."""
    from quizgen.publish.relock import relock

    for line in relock(find_bank(bank), passages, texts):
        print_text(line)
