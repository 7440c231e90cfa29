"""The two packages of a term and the update files of the second: what the scenarios are played with."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from quizgen.anki.apkg import package
from quizgen.anki.deck import Note
from quizgen.anki.notetypes import NOTE_TYPES
from quizgen.anki.packed import PackedDeck
from quizgen.anki.textfile import update_files
from quizgen.bank.items.blocks import Gap, Gaps
from quizgen.text.inline import Prose
from tests.anki.conftest import BLOCKS, STAMPS, deck, drawn, guid_of, note, packed

TYPES = tuple(kind.key for kind in NOTE_TYPES)
CORRECTED: Mapping[str, Note] = {key: note(key, BLOCKS[key]) for key in TYPES}
"""A note of every type, as it was first published; the second package corrects it."""
KEPT, NEW = (note(name, BLOCKS["short"]) for name in ("kept", "new"))
"""A note that is the same in both packages, and one of the second alone."""
HOME, OTHER = "History::Terror", "History::Later"


def correct(old: Note) -> Note:
    """Correct a note in two fields, and give a cloze one deletion more."""
    new = replace(old, why=Prose("Corrected."), sources=(Prose("Corrected as well."),))
    if isinstance(old.block, Gaps):
        return replace(new, block=Gaps(pieces=(*old.block.pieces, Gap(number=3, text=Prose("There")))))
    return new


def decks(corrected: Mapping[str, Note], *others: Note, mod: int) -> list[PackedDeck]:
    """A deck of notes that count as changed, and one of others."""
    home = [packed(drawn(sample), guid_of(sample), mod=mod) for sample in corrected.values()]
    other = [replace(packed(drawn(sample), guid_of(sample), mod=mod), changed=False) for sample in others]
    return [deck(*home, name=HOME), deck(*other, name=OTHER)]


def lay(folder: Path) -> dict[str, Any]:
    """Write the packages, the update files and job.json to *folder*; gives the job."""
    corrected = {key: correct(sample) for key, sample in CORRECTED.items()}
    second = decks(corrected, KEPT, NEW, mod=1_000_002)
    contents = {
        "first.apkg": package(decks(CORRECTED, KEPT, mod=1_000_000), STAMPS),
        "second.apkg": package(second, STAMPS),
        **{f"{key}.txt": text.encode() for key, text in update_files(second).items()},
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    job: dict[str, Any] = {name: str(folder / f"{name}.apkg") for name in ("first", "second")}
    job |= {"updates": [str(path) for path in sorted(folder.glob("*.txt"))]}
    job |= {"types": [kind.id for kind in NOTE_TYPES], "decks": [HOME, OTHER]}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    return job
