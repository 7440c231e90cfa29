"""`quizgen worksheet`: a worksheet from the questions that one chooses, or from an earlier form."""

import sys
from pathlib import Path

import click

from quizgen.bank.amounts import SELECTED, VERSIONS
from quizgen.base.annotations import ANY_NUMBER
from quizgen.base.files import display_path
from quizgen.cli.options import (
    ENTRIES,
    FILE,
    FOLDER,
    KINDS,
    LEAVES,
    LEVELS,
    PAPERS,
    SHEET_FORMATS,
    STYLES,
    bank_option,
    find_bank,
    only_utf8,
    texts_option,
)
from quizgen.cli.terminal import print_problems, print_text

_MANY = 12
"""Files that a terminal lists; a pipe gets all."""
_FREE = {
    "bank",
    "texts",
    "out",
    "form",
    "paper",
    "large_print",
    "dyslexia",
    "room",
    "leaves",
    "per_page",
    "flip",
    "formats",
}
"""The options that go with --form: all others it has decided."""

_SELECTED = click.IntRange(0, SELECTED.most)


@click.command("worksheet")
@bank_option
@texts_option
@click.option("--out", type=FOLDER, help="Where the files go (default: build/teachers/NAME/ beside the bank).")
@click.option("--form", type=FILE, help="Print this form.json again.")
@click.option("--text", "source_texts", multiple=True, metavar="ID", help="Questions on this text alone.")
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="ID",
    help="Questions on this section and no other.",
)
@click.option(
    "--passage",
    "passages",
    multiple=True,
    metavar="ID",
    help="Questions on this passage and no other.",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Questions of this kind.")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Questions of this level.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Questions with this tag.")
@click.option(
    "--id",
    "ids",
    multiple=True,
    metavar="ID|CODE",
    help="These questions (or people and terms, on cards).",
)
@click.option("--exclude", multiple=True, metavar="ID|CODE", help="Not this question.")
@click.option(
    "--limit", type=_SELECTED, default=0, help="At most this many questions, spread evenly over the sections."
)
@click.option("--marks", type=_SELECTED, default=0, help="At most this many marks in all, spread evenly.")
@click.option(
    "--minutes",
    type=_SELECTED,
    default=0,
    help="At most this many minutes of work, reading included (except in a test).",
)
@click.option("--name", default="handout", show_default=True, help="What the files are called.")
@click.option("--title", callback=only_utf8, default="", help="The title (default: the bank’s).")
@click.option("--instructions", callback=only_utf8, default="", help="What the student is told.")
@click.option("--style", type=click.Choice(STYLES), default="questions", help="What the worksheet is for.")
@click.option("--choice", is_flag=True, help="Print short answers with distractors as multiple choice.")
@click.option("--word-bank", is_flag=True, help="Print the words for the gaps.")
@click.option("--versions", type=click.IntRange(VERSIONS.least, VERSIONS.most), default=1, help="Versions A, B, C …")
@click.option(
    "--seed",
    type=click.IntRange(0, ANY_NUMBER.most),
    default=1,
    help="Another number draws other questions under a limit, and shuffles otherwise.",
)
@click.option("--paper", type=click.Choice(PAPERS), default=None, help="The paper (default: a4).")
@click.option("--large-print", is_flag=True, help="In large print.")
@click.option("--dyslexia", is_flag=True, help="Set for readers with dyslexia.")
@click.option("--compact", "room", flag_value="compact", help="Use as little paper as possible.")
@click.option("--roomy", "room", flag_value="roomy", help="Leave more room to write.")
@click.option("--leaf", "leaves", multiple=True, type=click.Choice(LEAVES), help="Only these leaves.")
@click.option("--entries", type=click.Choice(ENTRIES), default="none", help="People and terms on cards to cut out.")
@click.option("--per-page", type=click.Choice(("8", "10")), default="8", help="Cards to cut out on a page.")
@click.option(
    "--flip", type=click.Choice(("long", "short")), default="long", help="The edge on which the sheet is turned."
)
@click.option("--section-titles", is_flag=True, help="Set a test under the titles of its sections.")
@click.option("--format", "formats", multiple=True, type=click.Choice(SHEET_FORMATS), help="Only these.")
def command(
    bank: Path | None,
    texts: Path | None,
    out: Path | None,
    form: Path | None,
    source_texts: tuple[str, ...],
    sections: tuple[str, ...],
    passages: tuple[str, ...],
    kinds: tuple[str, ...],
    levels: tuple[str, ...],
    tags: tuple[str, ...],
    ids: tuple[str, ...],
    exclude: tuple[str, ...],
    limit: int,
    marks: int,
    minutes: int,
    name: str,
    title: str,
    instructions: str,
    style: str,
    choice: bool,
    word_bank: bool,
    versions: int,
    seed: int,
    paper: str | None,
    large_print: bool,
    dyslexia: bool,
    room: str | None,
    leaves: tuple[str, ...],
    entries: str,
    per_page: str,
    flip: str,
    section_titles: bool,
    formats: tuple[str, ...],
) -> None:
    """Make a worksheet from the questions you choose, with its key."""
    if form:
        _refuse_decided(click.get_current_context())
    if entries != "none" and leaves != ("cards",):
        raise click.UsageError("--entries goes with --leaf cards alone: people and terms are on no sheet.")
    from quizgen.bank.format.schema import Id, Ref
    from quizgen.bank.items import Level
    from quizgen.bank.model import Entries, Selection
    from quizgen.bank.paper import Leaf
    from quizgen.publish.handout import HandoutRequest, make_handout
    from quizgen.worksheet.cards.model import Flip
    from quizgen.worksheet.view.edition import Room

    select = Selection(
        texts=tuple(map(Ref, source_texts)),
        sections=tuple(map(Ref, sections)),
        passages=tuple(map(Ref, passages)),
        kinds=kinds,
        levels=tuple(map(Level, levels)),
        tags=tuple(map(Id, tags)),
        ids=tuple(map(Ref, ids)),
        exclude=tuple(map(Ref, exclude)),
        limit=limit,
        marks=marks,
        minutes=minutes,
    )
    request = HandoutRequest(
        bank=find_bank(bank),
        out=out,
        texts=texts,
        formats=formats or SHEET_FORMATS,
        form=form,
        select=select,
        name=name,
        title=title,
        instructions=instructions,
        style=style,
        choice=choice,
        word_bank=word_bank,
        versions=versions,
        seed=seed,
        paper=paper,
        large_print=large_print,
        dyslexia=dyslexia,
        room=Room(room or Room.STANDARD),
        leaves=tuple(map(Leaf, leaves)),
        entries=Entries(entries),
        per_page=int(per_page),
        flip=Flip(flip),
        section_titles=section_titles,
    )
    paths, problems = make_handout(request)
    if problems:
        print_problems(problems)
    if len(paths) > _MANY and sys.stdout.isatty():
        print_text(f"{len(paths)} files in {display_path(paths[0].parent)}/, {paths[0].name} to {paths[-1].name}")
    else:
        for path in paths:
            print_text(display_path(path))


def _refuse_decided(ctx: click.Context) -> None:
    """Raise a usage error where an option would change what a form has decided."""
    for option in ctx.command.params:
        given = ctx.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
        if given and option.name not in _FREE:
            raise click.UsageError(f"{option.opts[0]} does not go with --form, which has decided it.", ctx)
