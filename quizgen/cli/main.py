"""The command line: it parses, calls one function, and prints; a command imports what it needs when it runs."""

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from quizgen import __version__
from quizgen.base.problem import Failure, Problem, Severity, did_you_mean

# Repeated here: the modules that know them are too heavy for --help. A test keeps them true.
_KINDS = ("short", "choice", "truefalse", "cloze", "match", "order", "evidence", "discuss")
_FORMATS = ("apkg", "pdf", "html", "docx")
_LEVELS = ("recall", "understand", "analyse", "evaluate")
_MANY = 12
"""Files that a terminal lists; a pipe gets all."""
_FOLDER = click.Path(file_okay=False, path_type=Path)
_BANK = click.option(
    "--bank",
    type=click.Path(path_type=Path),
    help="The bank: questions.yaml or its folder (default: the nearest above).",
)
_TEXTS = click.option("--texts", type=_FOLDER, help="The folder of source texts (default: texts/ beside the bank).")


class _Group(click.Group):
    """A group that offers the nearest command for an unknown one, and shows every failure as problems."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the command; what a terminal or a pipe cannot show of a text is written as its number."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **options)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            message = f"No such command “{args[0]}”. {did_you_mean(args[0], self.list_commands(ctx))}"
            raise click.UsageError(message, ctx) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Failure as failure:
            _told(failure.problems)
            sys.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Curated question banks, tied to passages, become Anki decks and printable worksheets."""


@main.command()
@click.argument("names", nargs=-1, metavar="[DECK]...")
@_BANK
@click.option("--out", type=_FOLDER, help="Where the outputs go (default: build/ beside the bank).")
@_TEXTS
@click.option("--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="Only these formats.")
@click.option("--locked", is_flag=True, help="Fail where the lock is out of date, and write nothing to it.")
@click.option("--new-lock", is_flag=True, help="Begin a new lock although outputs exist: students’ histories may fork.")
@click.option(
    "--recover",
    multiple=True,
    metavar="OLD.apkg",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Rebuild a lost lock from the last packages that students have.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print problems only.")
def build(quiet: bool, **options: Any) -> None:
    """Build decks and worksheets, all of them or the named ones."""
    from quizgen.publish.build import BuildRequest, build

    progress = None if quiet or not sys.stderr.isatty() else lambda line: click.echo(line, err=True)
    report = build(BuildRequest(**{**options, "formats": options["formats"] or _FORMATS}), progress)
    if report.problems:
        _told(report.problems)
    if not quiet:
        click.echo(report.summary())


@main.command()
@_BANK
@_TEXTS
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help="How to tell it.")
@click.option("--select", multiple=True, metavar="CODE", help="Only rules whose code begins so, such as Q2.")
@click.option("--ignore", multiple=True, metavar="CODE", help="No rules whose code begins so.")
def check(bank: Path | None, texts: Path | None, form: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
    """Tell all that is wrong, weak or no longer true to the text."""
    from quizgen.base import report
    from quizgen.rules.check import check

    checked = check(_bank(bank), texts, select, ignore)
    problems = checked.problems
    match form:
        case "json":
            _json(report.format_json(problems))
        case "github":
            click.echo(report.format_github(problems))
        case _:
            _told(problems, err=False)
            if checked.waiting:
                click.echo(f"{checked.waiting} rules need the texts and did not run: --texts DIR names their folder.")
    sys.exit(any(problem.severity is Severity.ERROR for problem in problems))


@main.command()
@click.argument("code", required=False)
def rules(code: str | None) -> None:
    """List the rules, and the faults that are always told; with a CODE explain one, with an example."""
    from quizgen.rules.explain import describe_code, rule_table

    click.echo(describe_code(code) if code else rule_table())


@main.command("list")
@_BANK
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text or JSON.")
def list_(bank: Path | None, form: str) -> None:
    """List the items, resolved."""
    from quizgen.bank.item_rows import item_rows, rows_as_json, rows_as_text
    from quizgen.bank.load import require

    found, _ = require(_bank(bank))
    items = item_rows(found, found.items.values())
    if form == "json":
        _json(rows_as_json(items))
    else:
        click.echo(rows_as_text(items, _width()))


@main.command()
@click.argument("id")
@_BANK
@_TEXTS
@click.option("--html", is_flag=True, help="The card as a page for the browser.")
def show(id: str, bank: Path | None, texts: Path | None, html: bool) -> None:
    """Show one item with its passage."""
    from quizgen.cli.show import show

    click.echo(show(_bank(bank), id, texts, html=html))


@main.command()
@_BANK
@_TEXTS
@click.option("--out", type=_FOLDER, help="Where the files go (default: build/worksheets/ beside the bank).")
@click.option("--form", type=click.Path(dir_okay=False, path_type=Path), help="Print this form.json again.")
@click.option("--text", "texts_", multiple=True, metavar="ID", help="Questions on this text alone.")
@click.option("--section", "sections", multiple=True, metavar="ID", help="Questions with a passage in this section.")
@click.option("--passage", "passages", multiple=True, metavar="ID", help="Questions on this passage.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Questions of this kind.")
@click.option("--level", "levels", multiple=True, type=click.Choice(_LEVELS), help="Questions of this level.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Questions with this tag.")
@click.option("--id", "ids", multiple=True, metavar="ID", help="These questions, in this order.")
@click.option("--exclude", multiple=True, metavar="ID", help="Not this question.")
@click.option("--limit", type=click.IntRange(0), default=0, help="At most so many, spread over the passages.")
@click.option("--marks", type=click.IntRange(0), default=0, help="At most so many marks in all.")
@click.option("--minutes", type=click.IntRange(0), default=0, help="At most so many minutes of work.")
@click.option("--name", default="handout", show_default=True, help="What the files are called.")
@click.option("--title", default="", help="The title (default: the bank’s).")
@click.option("--instructions", default="", help="What the student is told.")
@click.option("--style", type=click.Choice(["questions", "reading", "test"]), default="questions", help="What for.")
@click.option("--choice", is_flag=True, help="Print short answers with distractors as multiple choice.")
@click.option("--word-bank", is_flag=True, help="Print the words for the gaps.")
@click.option("--versions", type=click.IntRange(1, 26), default=1, help="Versions A, B, C …")
@click.option("--seed", type=click.IntRange(0), default=1, help="What the shuffles start from.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default=None, help="The paper (default: a4).")
@click.option("--large-print", is_flag=True, help="In large print.")
@click.option("--dyslexia", is_flag=True, help="Set for readers with dyslexia.")
@click.option("--format", "formats", multiple=True, type=click.Choice(_FORMATS[1:]), help="Only these.")
def worksheet(bank: Path | None, **options: Any) -> None:
    """Make a worksheet from the questions you choose, with its key."""
    if options["form"]:
        _decided(click.get_current_context())
    from quizgen.bank.items import Level
    from quizgen.bank.model import Selection
    from quizgen.base.files import (
        shown,
    )
    from quizgen.publish.handout import HandoutRequest, make_handout

    lines = ("sections", "passages", "kinds", "tags", "ids", "exclude")
    select = Selection(
        texts=options.pop("texts_"),
        levels=tuple(map(Level, options.pop("levels"))),
        limit=options.pop("limit"),
        marks=options.pop("marks"),
        minutes=options.pop("minutes"),
        **{name: options.pop(name) for name in lines},
    )
    options["formats"] = options["formats"] or _FORMATS[1:]
    written, problems = make_handout(HandoutRequest(bank=_bank(bank), select=select, **options))
    if problems:
        _told(problems)
    if len(written) > _MANY and sys.stdout.isatty():
        click.echo(f"{len(written)} files in {shown(written[0].parent)}/, {written[0].name} to {written[-1].name}")
    else:
        for path in written:
            click.echo(shown(path))


@main.command()
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_BANK
@_TEXTS
def diff(old: Path, bank: Path | None, texts: Path | None) -> None:
    """Tell what students who have OLD would get (an .apkg or a lock), and what would be at risk."""
    from quizgen.publish.updates.diff import diff

    found = diff(_bank(bank), old, texts)
    click.echo(found)
    if found.problems:
        _told(found.problems, err=False)
    sys.exit(not found.safe)


@main.command()
@click.argument("passages", nargs=-1, required=True, metavar="PASSAGE...")
@_BANK
@_TEXTS
def relock(passages: tuple[str, ...], bank: Path | None, texts: Path | None) -> None:
    """Accept passages as the text has them now."""
    from quizgen.publish.relock import (
        relock,
    )

    for line in relock(_bank(bank), passages, texts):
        click.echo(line)


@main.command()
@_BANK
@_TEXTS
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How it is told.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write it to.")
def coverage(bank: Path | None, texts: Path | None, form: str, out: Path | None) -> None:
    """Tell what the bank covers of its texts, and what not."""
    from quizgen.base import files
    from quizgen.coverage.report import report

    told = report(_bank(bank), texts, form)
    if out:
        files.write(out, f"{told}\n".encode())
    else:
        click.echo(told if form == "text" else told.encode())  # JSON and HTML say that they are UTF-8


@main.command()
def schema() -> None:
    """Print the JSON Schema of a bank’s files: with it an editor completes and explains."""
    import json

    from quizgen.bank.jsonschema import schema

    _json(json.dumps(schema(), ensure_ascii=False, indent=2))


@main.command()
@click.argument("folder", type=_FOLDER, metavar="DIR")
def init(folder: Path) -> None:
    """Begin a new bank in DIR, with a sample text."""
    from quizgen.bank.sample import init

    click.echo(init(folder))


def _decided(ctx: click.Context) -> None:
    """Raises a usage error where an option would change what a form has decided."""
    free = {"bank", "texts", "out", "form", "paper", "large_print", "dyslexia", "formats"}
    for option in ctx.command.params:
        given = ctx.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
        if given and option.name not in free:
            raise click.UsageError(f"{option.opts[0]} does not go with --form, which has decided it.", ctx)


def _bank(given: Path | None) -> Path:
    from quizgen.bank.load import find

    return given or find(Path.cwd())


def _json(text: str) -> None:
    """Print JSON, which is UTF-8 whatever else a pipe is."""
    click.echo(text.encode())


def _width() -> int:
    """The terminal's columns; a pipe gets whole lines."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize


def _told(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print problems and how many there are: what a command is asked for to standard output, the rest to the other."""
    from quizgen.base import report

    listed = list(problems)
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")  # no-color.org
    if listed:
        click.echo(report.format_text(listed, colour=colour), err=err, color=colour)
        click.echo(err=err)
    click.echo(report.summarise(listed), err=err)
