"""`quizgen check`: every problem of a bank."""

import sys
from pathlib import Path

import click

from quizgen.base.problem import Severity
from quizgen.cli.options import bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_json, print_problems, print_text


@click.command("check")
@bank_option
@texts_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "github"]), default="text", help="How to tell it."
)
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code begins so, such as Q2.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No rules whose code begins so.")
def command(
    bank: Path | None, texts: Path | None, format_: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    """Tell all that is wrong, weak or no longer true to the text."""
    from quizgen.base import report
    from quizgen.rules.check import check
    from quizgen.worksheet.unshown import unshown_in_bank

    result = check(find_bank(bank), texts, select, ignore)
    problems = [*result.problems]
    if result.bank and result.bank.worksheets:
        problems += unshown_in_bank(result.bank)
    match format_:
        case "json":
            print_json(report.format_json(problems))
        case "github":
            print_text(report.format_github(problems))
        case _:
            print_problems(problems, err=False)
            if result.waiting:
                click.echo(f"{result.waiting} rules need the texts and did not run: --texts DIR names their folder.")
    sys.exit(any(problem.severity is Severity.ERROR for problem in problems))
