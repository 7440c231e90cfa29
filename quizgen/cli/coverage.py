"""`quizgen coverage`: what a bank covers of its texts."""

from pathlib import Path

import click

from quizgen.cli.options import FILE, bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_json, print_page, print_text


@click.command("coverage")
@bank_option
@texts_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "html"]), default="text", help="How it is told."
)
@click.option("--out", type=FILE, help="A file to write it to.")
def command(bank: Path | None, texts: Path | None, format_: str, out: Path | None) -> None:
    """Tell what the bank covers of its texts, and what not."""
    from quizgen.base import files
    from quizgen.coverage.report import coverage_report

    report = coverage_report(find_bank(bank), texts, format_)
    if out:
        files.write(out, f"{report}\n".encode())
    elif format_ == "text":
        print_text(report)
    elif format_ == "json":
        print_json(report)
    else:
        print_page(report)
