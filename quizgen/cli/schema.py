"""`quizgen schema`: the JSON Schema of a bank's files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.options import bank_option, find_bank
from quizgen.cli.terminal import print_json, print_problems, print_text

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank


@click.command("schema")
@bank_option
@click.option("--general", is_flag=True, help="The schema of any bank, which knows no ids.")
def command(bank: Path | None, general: bool) -> None:
    """Print the JSON Schema of a bank’s files: with it an editor completes and explains."""
    from quizgen.bank.jsonschema import schema_file

    print_json(schema_file(None if general else _bank(bank)).rstrip())


def _bank(given: Path | None) -> "Bank | None":
    """Return the bank, as far as it can be read; None where there is none, or where its head is unusable."""
    from quizgen.bank.load import load
    from quizgen.base.problem import Failure, Severity

    try:
        path = find_bank(given)
    except Failure:
        print_text("There is no bank here: this is the schema of any bank, which knows no ids.", err=True)
        return None
    bank, problems = load(path)
    if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
        print_problems(errors)
        print_text("The schema does not know what has errors. Mend them, then make it again.", err=True)
    return bank
