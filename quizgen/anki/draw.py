"""Notes drawn: a block becomes the fields of the note type that its shape chooses.

Fields hold plain, lasting HTML, and the templates all that is looks: a mended template is one update of a note type, a
changed field one of every note.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from itertools import repeat

from quizgen.anki.deck import Note, Related
from quizgen.anki.markup import deletion, html_list, prose, text
from quizgen.anki.notetypes import notetype
from quizgen.anki.sources import citations, gists, passages, sections
from quizgen.bank.items.blocks import (
    Block,
    EntryBlock,
    Gap,
    Gaps,
    Lines,
    Option,
    Options,
    Pairs,
    Sequence,
    Verdict,
)
from quizgen.base.value import frozen
from quizgen.text.inline import Prose

WITHDRAWN = "withdrawn"
"""The tag of a note whose question was taken back."""

_BASIS = {"knew": "first-hand", "hearsay": "from hearsay", "inference": "an inference"}
_TRUE, _FALSE = Prose("True"), Prose("False")
_YES = "yes"


@frozen
class Drawn:
    """A note as Anki holds it: the key of its note type, the fields in the type's order as HTML, the tags."""

    notetype: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]

    def value(self, key: str) -> str:
        """What the field of that key holds; empty for a note of no type that is known today."""
        if not self.notetype:
            return ""
        return self.fields[[field.key for field in notetype(self.notetype).fields].index(key)]

    @property
    def passage(self) -> str:
        """The user's own text as the note shows it; empty without the texts."""
        return self.fields[-2]


def draw(note: Note, *, language: str) -> Drawn:
    """A note's fields; *language* is the tag (BCP 47) of the language that it is written in."""
    notetype_key, own = _own(note, note.block)
    common = {
        "id": text(f"{note.item} · {note.part}" if note.part else note.item),
        "stem": prose(note.stem),
        "why": prose(note.why),
        "says": _says(note.says, note.basis),
        "citation": citations(note.citations),
        "gist": gists(note.citations),
        "section": sections(note.citations),
        "related": html_list(map(_related, note.related)),
        "sources": html_list(map(prose, note.sources)),
        "language": text(language),
        "passage": passages(note.citations),
    }
    return _drawn(notetype_key, common | own, note.tags)


def blank(notetype_key: str, item: str, part: str = "") -> Drawn:
    """A withdrawn note: blank in front, so that Anki's Empty Cards finds it and newcomers never see it."""
    name = text(f"{item} · {part}" if part else item)
    return _drawn(notetype_key, {"id": name, "withdrawn": _YES}, (WITHDRAWN,))


def content(drawn: Drawn) -> tuple[str, ...]:
    """What a note says, without the two last fields: the passage is the user's own text, My notes are the student's."""
    return (drawn.notetype, *drawn.fields[:-2], *drawn.tags)


def content_hash(drawn: Drawn) -> str:
    """What a note's stamp hangs on: 16 hexadecimal digits, the same with the source texts and without."""
    return blake2b("\x1f".join(content(drawn)).encode(), digest_size=8).hexdigest()


def _own(note: Note, block: Block) -> tuple[str, dict[str, str]]:
    """The note type that a block's shape chooses, and the fields that are the type's own."""
    match block:
        case Lines():
            return "short", {
                "answer": prose(block.answer),
                "accept": html_list(map(text, block.accept)),
                "typed": _YES if block.typed else "",
            }
        case Options():
            options = block.options if block.locked else _mixed(block.options, note.oldest)
            return "choice", {
                "options": _options(options),
                "several": str(sum(option.key for option in options)) if block.several else "",
                "locked": _YES if block.locked else "",
            }
        case Verdict():
            verdicts = (Option(text=_TRUE, key=block.true), Option(text=_FALSE, key=not block.true))
            return "choice", {
                "options": _options(verdicts),
                "locked": _YES,
                "verdict": _YES,
                "correction": prose(block.correction),
            }
        case Gaps():
            return "cloze", {"text": "".join(map(_piece, block.pieces)), "accept": html_list(_accepted(block.gaps))}
        case Sequence():
            return "order", _sequence(note, block)
        case Pairs():
            return "pair", _pair(note, block)
        case EntryBlock():
            return "entry", {
                "name": prose(block.name),
                "description": prose(block.description),
                "dates": text(block.dates),
                "fate": prose(block.fate),
                "forms": html_list(map(text, block.forms)),
                "ask_description": _YES if block.ask_description else "",
                "ask_name": _YES if block.ask_name else "",
            }


def _options(options: Iterable[Option]) -> str:
    entries = []
    for option in options:
        entry = '<li class="key">' if option.key else "<li>"
        reason = f"<small>{prose(option.reason)}</small>" if option.reason else ""
        entries.append(f"{entry}{prose(option.text)}{reason}</li>")
    return f"<ol>{''.join(entries)}</ol>"


def _mixed(options: Iterable[Option], seed: str) -> tuple[Option, ...]:
    """Options in an order that favours no place for the key; one more option leaves the others as they stood."""
    return tuple(sorted(options, key=lambda option: _lot(seed, option.text)))


def _lot(seed: str, drawn: str) -> bytes:
    return blake2b(f"{seed}\x1f{drawn}".encode(), digest_size=8).digest()


def _piece(piece: str | Gap) -> str:
    return deletion(piece.number, piece.text, piece.hint) if isinstance(piece, Gap) else prose(piece)


def _accepted(gaps: Iterable[Gap]) -> Iterable[str]:
    """What else counts, once a gap: "1940: in 1940, the year 1940"."""
    return dict.fromkeys(f"{prose(gap.text)}: {text(', '.join(gap.accept))}" for gap in gaps if gap.accept)


def _sequence(note: Note, block: Sequence) -> dict[str, str]:
    """The steps in order, and the same out of order, each with its right place for the script."""
    places = sorted(range(len(block.steps)), key=lambda place: _lot(note.oldest, block.steps[place].text))
    if places == sorted(places):
        places = [*places[1:], *places[:1]]
    shuffled = [f'<li data-place="{place + 1}">{prose(block.steps[place].text)}</li>' for place in places]
    steps = [prose(step.text) + (f" <small>{text(step.when)}</small>" if step.when else "") for step in block.steps]
    return {"shuffled": f"<ol>{''.join(shuffled)}</ol>", "steps": html_list(steps, "ol")}


def _pair(note: Note, block: Pairs) -> dict[str, str]:
    """The pair in focus: its left side, and every right side as an option that says where it belongs."""
    focus = next(pair for pair in block.pairs if pair.id == block.focus)
    lefts: dict[Prose, list[Prose]] = {right: [] for right in block.surplus}
    for pair in block.pairs:
        lefts.setdefault(pair.right, []).append(pair.left)
    options = [
        Option(text=right, key=right == focus.right, reason=Prose("" if right == focus.right else "; ".join(owners)))
        for right, owners in lefts.items()
    ]
    return {"left": prose(focus.left), "options": _options(_mixed(options, f"{note.oldest} {note.part}"))}


def _says(names: tuple[str, ...], basis: str) -> str:
    """Who claims it, and on what basis: "Alexander Orlov (from hearsay)"; empty for a narrator who gives no basis."""
    if not names and not basis:
        return ""
    who = text(", ".join(names) or "the author")
    return f"{who} ({text(_BASIS.get(basis, basis))})" if basis else who


def _related(related: Related) -> str:
    return f"<b>{text(related.name)}</b>: {prose(related.gloss)}" if related.gloss else f"<b>{text(related.name)}</b>"


def _drawn(notetype_key: str, values: Mapping[str, str], tags: Iterable[str]) -> Drawn:
    fields = tuple(map(values.get, _keys(notetype_key), repeat("")))
    return Drawn(notetype=notetype_key, fields=fields, tags=tuple(sorted(set(map(_tag, tags)))))


@cache
def _keys(notetype_key: str) -> tuple[str, ...]:
    return tuple(field.key for field in notetype(notetype_key).fields)


@cache
def _tag(tag: str) -> str:
    """A tag that Anki keeps as one: it parts tags at spaces (U+3000 too) and drops quotes and control characters."""
    return "-".join("".join(mark for mark in tag if mark.isprintable() or mark.isspace()).replace('"', "").split())
