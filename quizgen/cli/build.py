"""`quizgen build`: decks and worksheets."""

import sys
from pathlib import Path

import click

from quizgen.cli.options import FILE, FOLDER, FORMATS, FURTHER_LEAVES, bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_problems, print_text


@click.command("build")
@click.argument("names", nargs=-1, metavar="[DECK]...")
@bank_option
@click.option("--out", type=FOLDER, help="Where the outputs go (default: build/ beside the bank).")
@texts_option
@click.option("--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Only these formats.")
@click.option(
    "--leaf", "leaves", multiple=True, type=click.Choice(FURTHER_LEAVES), help="Print this leaf of each worksheet too."
)
@click.option("--locked", is_flag=True, help="Fail where the lock is out of date, and write nothing to it.")
@click.option("--unchecked", is_flag=True, help="Build although the bank has errors, without a check.")
@click.option("--new-lock", is_flag=True, help="Begin a new lock although outputs exist: students’ histories may fork.")
@click.option(
    "--recover",
    multiple=True,
    metavar="OLD.apkg",
    type=FILE,
    help="Rebuild a lost lock from the last packages that students have.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def command(
    names: tuple[str, ...],
    bank: Path | None,
    out: Path | None,
    texts: Path | None,
    formats: tuple[str, ...],
    leaves: tuple[str, ...],
    locked: bool,
    unchecked: bool,
    new_lock: bool,
    recover: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Build decks and worksheets, all of them or the named ones."""
    from quizgen.bank.paper import Leaf
    from quizgen.publish.build import BuildRequest, build

    request = BuildRequest(
        names=names,
        bank=find_bank(bank),
        out=out,
        texts=texts,
        formats=formats or FORMATS,
        leaves=tuple(map(Leaf, leaves)),
        locked=locked,
        unchecked=unchecked,
        new_lock=new_lock,
        recover=recover,
    )
    progress = None if quiet or not sys.stderr.isatty() else lambda line: print_text(line, err=True)
    summary = build(request, progress)
    if summary.problems:
        print_problems(summary.problems)
    if not quiet:
        print_text(summary.as_text())
