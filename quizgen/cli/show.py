"""`quizgen show`: one question as a curator looks at it, as text or as its card in a browser."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.base.files import display_path
from quizgen.base.problem import fail
from quizgen.cli.options import bank_option, find_bank, texts_option
from quizgen.cli.terminal import print_page, print_text

if TYPE_CHECKING:
    from quizgen.passages.workspace import Workspace


@click.command("show")
@click.argument("id_", metavar="ID|CODE")
@bank_option
@texts_option
@click.option("--html", is_flag=True, help="The card as a page for the browser.")
def command(id_: str, bank: Path | None, texts: Path | None, html: bool) -> None:
    """Show one item with its passage."""
    from quizgen.passages.workspace import open_workspace

    workspace = open_workspace(find_bank(bank), texts)
    id_ = workspace.bank.id_of(id_)
    items, entries = workspace.bank.items if html else workspace.bank.questions, workspace.bank.entries
    if id_ not in items and not (html and id_ in entries):
        raise workspace.bank.unknown("B312", "question", id_, items)
    if html:
        print_page(_card_page(workspace, id_))
    else:
        print_text(_description(workspace, id_))


def _description(workspace: "Workspace", id_: str) -> str:
    """The question with its passages, as text."""
    from quizgen.bank.item_rows import describe, item_rows

    (row,) = item_rows(workspace.bank, (workspace.bank.questions[id_],))
    return describe(row, workspace.citations)


def _card_page(workspace: "Workspace", id_: str) -> str:
    """The cards of the question, person or term as a page; raises Failure where it makes no card."""
    from quizgen.anki.deck import resolve_decks
    from quizgen.anki.page import page

    bank = workspace.bank
    notes = [note for deck in resolve_decks(bank, workspace.citations) for note in deck.notes if note.item == id_]
    if not notes:
        hint = "It is for paper: print it on a worksheet."
        raise fail(display_path(bank.path), "B313", f"“{id_}” makes no card", hint)
    return page(notes, language=bank.head.language, pack=bank.pack)
