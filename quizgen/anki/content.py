"""The content of a note: what is the question's own, on whose change a note's time in the lock depends.

It is made of data: ids and the bank's own prose. No word that follows from others is in it, neither a name nor a title,
a gloss, a gist, a citation, a session or a label of a language: these ride along, and a change of one of them costs no
student a tag. Nor is the note's id, so that a question may be renamed.
"""

from collections.abc import Iterable, Iterator

from quizgen.anki.deck import Note
from quizgen.anki.digest import digest
from quizgen.bank.items.blocks import Block, EntryBlock, Gap, Gaps, Lines, Options, Pairs, Sequence, Verdict
from quizgen.bank.note_name import NoteName

WITHDRAWN = "withdrawn"
"""The tag of a note whose question was taken back."""


def content_hash(note: Note) -> str:
    """The hash of a note's content: 16 hexadecimal digits. The same with the source texts and without."""
    return _hash((note.name.notetype, *_content(note)))


def withdrawn_hash(name: NoteName) -> str:
    """The hash of the content of the note *name* after it was withdrawn."""
    return _hash((name.notetype, WITHDRAWN))


def _hash(parts: Iterable[str]) -> str:
    return digest("\x1f".join(parts)).hex()


def _content(note: Note) -> Iterator[str]:
    """What makes up the content, in order. A list is headed by its length, so that no two contents are alike."""
    yield from (note.stem, note.why, note.hint, str(note.above))
    for parts in (note.claims.data, note.sources, sorted(note.tags), tuple(_block(note.block))):
        yield str(len(parts))
        yield from parts


def _block(block: Block) -> Iterator[str]:
    match block:
        case Lines():
            yield from (block.answer, str(block.typed), *block.accept)
        case Options():
            yield str(block.locked)
            # Where the order is none, it is no content either.
            for option in block.options if block.locked else sorted(block.options, key=lambda option: option.text):
                yield from (option.text, str(option.key), option.reason)
        case Verdict():
            yield from (str(block.true), block.correction)
        case Gaps():
            for piece in block.pieces:
                yield from _gap(piece) if isinstance(piece, Gap) else (piece,)
        case Pairs():
            (focus,) = (pair for pair in block.pairs if pair.id == block.focus)
            yield from (focus.left, focus.right, *sorted({*block.surplus, *(pair.right for pair in block.pairs)}))
        case Sequence():
            for step in block.steps:
                yield from (step.text, step.when)
        case EntryBlock():
            yield from (block.name, block.description, block.dates, block.fate)
            yield from (str(block.ask_name), str(block.ask_description), *block.forms)


def _gap(gap: Gap) -> Iterator[str]:
    yield from (str(gap.number), gap.text, gap.hint, str(len(gap.accept)), *gap.accept)
