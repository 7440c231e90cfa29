"""One item as a curator looks at it: as text, or as the card in a browser."""

from pathlib import Path

from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.item_rows import describe, item_rows
from quizgen.bank.load import (
    require,
)
from quizgen.bank.lock import Lock
from quizgen.base.files import (
    shown,
)
from quizgen.base.problem import did_you_mean, fail
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages


def show(path: Path, name: str, texts: Path | None, *, html: bool) -> str:
    """The item *name* with its passages; raises Failure where there is none of that name."""
    bank, _ = require(path)
    if name not in bank.items and not (html and name in bank.entries):
        raise fail(shown(bank.path), "B312", f"there is no question “{name}”", did_you_mean(name, bank.items))
    locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id) or Lock(bank=bank.head.id)
    found = copies.locate(bank, copies.find_texts(bank, texts), locked)
    citations = cite_passages(bank, found, copies.take_fingerprints(bank, found, locked))
    if html:
        return _html(bank, name, citations)
    (item,) = item_rows(bank, (bank.items[name],))
    return describe(item, citations)


def _html(bank: Bank, name: str, citations: dict[str, Citation]) -> str:
    from quizgen.anki.deck import resolve_decks
    from quizgen.anki.page import page

    notes = [note for deck in resolve_decks(bank, citations) for note in deck.notes if note.item == name]
    if not notes:
        raise fail(shown(bank.path), "B313", f"“{name}” makes no card", "It is for paper: print it on a worksheet.")
    return page(notes, language=bank.head.language)
