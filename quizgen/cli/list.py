"""`quizgen list`: the questions of a bank."""

from pathlib import Path

import click

from quizgen.cli.options import bank_option, find_bank
from quizgen.cli.terminal import columns, print_json, print_text


@click.command("list")
@bank_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="Text or JSON.")
def command(bank: Path | None, format_: str) -> None:
    """List the items, resolved."""
    from quizgen.bank.item_rows import item_rows, rows_as_json, rows_as_text
    from quizgen.bank.load import require

    loaded, _ = require(find_bank(bank))
    rows = item_rows(loaded, loaded.questions.values())
    if format_ == "json":
        print_json(rows_as_json(rows))
    else:
        print_text(rows_as_text(rows, columns()))
