"""Notes drawn: the contents of a note become the fields of its note type.

Fields hold plain HTML that lasts, and templates hold all that is looks: a changed template is one update of a note
type, a changed field is an update of every note.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from quizgen.anki.content import WITHDRAWN
from quizgen.anki.deck import Note, Related
from quizgen.anki.digest import digest
from quizgen.anki.markup import answer, deletion, html_list, prose, text
from quizgen.anki.notetypes import UNKNOWN_TYPE, field_places, notetype, notetype_of
from quizgen.anki.sources import citations, gists, passages, sections
from quizgen.bank.items.blocks import Block, EntryBlock, Gap, Gaps, Lines, Option, Options, Pairs, Sequence, Verdict
from quizgen.bank.note_name import NoteLabel, NoteName
from quizgen.base.value import frozen
from quizgen.languages.direction import direction
from quizgen.languages.labels import Labels, labels
from quizgen.languages.packs import Pack
from quizgen.text.inline import escape

_YES = "yes"


@frozen
class Drawn:
    """A note as Anki holds it."""

    notetype: str
    """The key of the note type, or ``UNKNOWN_TYPE``."""
    fields: tuple[str, ...]
    """The values of the fields, in the type's order, as HTML."""
    tags: tuple[str, ...]
    """Anki's tags, sorted."""

    def value(self, key: str) -> str:
        """The value of the field *key*; in a note of an unknown type empty for all but the fields that frame it."""
        place = field_places(self.notetype).get(key)
        return "" if place is None else self.fields[place]

    @property
    def passage(self) -> str:
        """The user's own text as the note shows it; empty without the texts."""
        return self.value("passage")

    @property
    def bank_values(self) -> dict[str, str]:
        """The values of the fields that the bank fills, by the fields' keys; of an unknown type its id alone."""
        if self.notetype == UNKNOWN_TYPE:
            return {"id": self.fields[0]}
        places = field_places(self.notetype)
        return {field.key: self.fields[places[field.key]] for field in notetype(self.notetype).bank_fields}

    @property
    def shown_hash(self) -> str:
        """The hash of all that the bank says in the note, its own content and the words that follow from others."""
        return digest("\x1f".join((self.notetype, *self.bank_values.values(), *self.tags))).hex()


def draw(note: Note, *, language: str, pack: Pack | None = None) -> Drawn:
    """Draw a note; *language* is the tag (BCP 47) of the language that it is written in, *pack* has its words.

    Without a pack the words are those that ship.
    """
    words = labels(pack or language)
    line = text(note.claims.line(words.claim))
    common = {
        "id": text(str(NoteLabel(item=note.item, part=note.part))),
        "stem": prose(note.stem),
        "why": prose(note.why),
        "hint": prose(note.hint),
        "above": line if note.above else "",
        "says": "" if note.above else line,
        "code": text(note.code),
        "citation": citations(note.citations),
        "gist": gists(note.citations),
        "section": sections(note.citations),
        "related": html_list(map(_related, note.related)),
        "sources": html_list(map(prose, note.sources)),
        "language": text(language),
        "direction": direction(language),
        "passage": passages(note.citations, dict(note.foreign)),
    }
    return _drawn(notetype_of(note.block), common | _own(note, note.block, words), (*note.tags, *note.session_tags))


def blank(name: NoteName) -> Drawn:
    """A withdrawn note: its front is blank, so that Anki's Empty Cards finds it and newcomers never see it."""
    label = NoteLabel(item=name.oldest, part=name.part)
    return _drawn(name.notetype, {"id": text(str(label)), "withdrawn": _YES}, (WITHDRAWN,))


def _own(note: Note, block: Block, words: Labels) -> dict[str, str]:
    """The values of the fields that are the note type's own."""
    match block:
        case Lines():
            return {
                "answer": answer(block.answer),
                "accept": html_list(map(text, block.accept)),
                "typed": _YES if block.typed else "",
            }
        case Options():
            return _choice(note, block)
        case Verdict():
            return _verdict(block, words)
        case Gaps():
            return {"text": "".join(map(_piece, block.pieces)), "accept": html_list(_accepted(block.gaps))}
        case Sequence():
            return _sequence(note, block)
        case Pairs():
            return _pair(note, block)
        case EntryBlock():
            return _entry(block)


def _choice(note: Note, block: Options) -> dict[str, str]:
    options = block.options if block.locked else _mixed(block.options, note.oldest)
    return {
        "options": _options(options),
        "several": str(sum(option.key for option in options)) if block.several else "",
        "locked": _YES if block.locked else "",
    }


def _verdict(block: Verdict, words: Labels) -> dict[str, str]:
    """A choice of two."""
    verdicts = (Option(text=escape(words.yes), key=block.true), Option(text=escape(words.no), key=not block.true))
    return {"options": _options(verdicts), "locked": _YES, "verdict": _YES, "correction": prose(block.correction)}


def _entry(block: EntryBlock) -> dict[str, str]:
    return {
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
    """Options in an order that favours no place for the key; adding one leaves the order of the others as it is."""
    return tuple(sorted(options, key=lambda option: _lot(seed, option.text)))


def _lot(seed: str, option: str) -> bytes:
    """The sort key of an option or step: its digest, so that the order depends on nothing but *seed* and the words."""
    return digest(f"{seed}\x1f{option}")


def _piece(piece: str | Gap) -> str:
    return deletion(piece.number, piece.text, piece.hint) if isinstance(piece, Gap) else prose(piece)


def _accepted(gaps: Iterable[Gap]) -> Iterable[str]:
    """Further answers that count, a line for each gap that has any: "1940: in 1940, the year 1940"."""
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
    """The left side of the pair in focus, and every right side as an option, without a word on whose the others are."""
    focus = next(pair for pair in block.pairs if pair.id == block.focus)
    rights = dict.fromkeys((*block.surplus, *(pair.right for pair in block.pairs)))
    options = [Option(text=right, key=right == focus.right) for right in rights]
    return {"left": prose(focus.left), "options": _options(_mixed(options, f"{note.oldest} {note.part}"))}


def _related(related: Related) -> str:
    return f"<b>{text(related.name)}</b>: {prose(related.gloss)}" if related.gloss else f"<b>{text(related.name)}</b>"


def _drawn(notetype_key: str, values: Mapping[str, str], tags: Iterable[str]) -> Drawn:
    """A note of that type: *values* by the keys of their fields, the other fields empty."""
    fields = tuple([values.get(key, "") for key in field_places(notetype_key)])
    return Drawn(notetype=notetype_key, fields=fields, tags=tuple(sorted(set(map(_tag, tags)))))


@cache
def _tag(tag: str) -> str:
    """A tag that Anki keeps as a single one: it splits tags at spaces, U+3000 too, and drops control characters."""
    return "-".join("".join(mark for mark in tag if mark.isprintable() or mark.isspace()).replace('"', "").split())
