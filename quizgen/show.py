"""One item as a curator looks at it: as text, or as the card in a browser."""

from pathlib import Path

from quizgen import listing, lock, passages
from quizgen.bank import Bank
from quizgen.cite import Citation
from quizgen.load import require, shown
from quizgen.lock import Lock
from quizgen.problem import did_you_mean, fail


def show(path: Path, name: str, texts: Path | None, *, html: bool) -> str:
    """The item *name* with its passages; raises Failure where there is none of that name."""
    bank, _ = require(path)
    if name not in bank.items and not (html and name in bank.entries):
        raise fail(shown(bank.path), "B312", f"there is no question “{name}”", did_you_mean(name, bank.items))
    locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id) or Lock(bank=bank.head.id)
    found = passages.locate(bank, passages.folder(bank, texts), locked)
    citations = passages.citations(bank, found, passages.prints(bank, found, locked))
    if html:
        return _html(bank, name, citations)
    (item,) = listing.listed(bank, (bank.items[name],))
    return listing.describe(item, citations)


def _html(bank: Bank, name: str, citations: dict[str, Citation]) -> str:
    from quizgen.deck import resolve
    from quizgen.outputs.anki.page import page

    notes = [note for deck in resolve(bank, citations) for note in deck.notes if note.item == name]
    if not notes:
        raise fail(shown(bank.path), "B313", f"“{name}” makes no card", "It is for paper: print it on a worksheet.")
    return page(notes, language=bank.head.language)
