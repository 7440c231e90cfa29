"""The user's copies of a bank's texts: where each passage is in them, and its fingerprint for the lock."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from quizgen.bank.bank import Bank
from quizgen.bank.cited import BY_PARAGRAPH
from quizgen.bank.lock import Lock, PassageRecord
from quizgen.bank.model import Passage, Text
from quizgen.base import files
from quizgen.base.folding import composed
from quizgen.base.problem import Failure, Problem, Severity, fail
from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record as record_anchor
from quizgen.passages.anchor.fingerprint import Fingerprint
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.anchor.rivals import with_rivals
from quizgen.passages.directions import directions
from quizgen.passages.places import Places, places_of
from quizgen.text.reading.model import Unit
from quizgen.text.reading.read import read, refused_kind

ENVIRONMENT = "QUIZGEN_TEXTS"
"""The variable that may name the folder of texts."""
MAX_BYTES = 8 * 2**20
"""A larger text is refused: the Bible has 4.5 MB, the longest novels have less than 8; each takes seconds."""
_HEAD: Final = 1024
"""Bytes in which a file shows of what kind it is."""
FEW: Final = 3
"""So many lost or changed passages of a text need no count: our own judgement."""


@dataclass(frozen=True, kw_only=True)
class Copies:
    """The user's texts, and what was found of each passage in them; empty where the user has no texts."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    """The user's texts, by the text's id."""
    matches: Mapping[str, PassageMatch] = field(default_factory=dict)
    """The passages of these texts, by the passage's id."""
    places: Mapping[str, Places] = field(default_factory=dict)
    """Of texts that are not cited by ¶, where their pages or other units begin; by the text's id."""


def find_texts(bank: Bank, given: Path | None) -> Path | None:
    """The folder of texts: *given*, or the environment's, or ``texts`` beside the bank; None where there is none.

    Raises Failure where a folder that was named is not there.
    """
    named = given or (Path(value) if (value := os.environ.get(ENVIRONMENT)) else None)
    if named is not None and not os.path.isdir(named):
        message = "this folder of texts cannot be read" if files.is_there(named) else "there is no such folder of texts"
        raise fail(str(named), "A101", message, f"Mend --texts or {ENVIRONMENT}.")
    beside = bank.folder / "texts"
    return named or (beside if os.path.isdir(beside) else None)


def locate(bank: Bank, texts: Path | None, lock: Lock | None) -> Copies:
    """Every passage of the texts that the folder *texts* holds.

    Raises Failure where a text is not UTF-8, or a file of a kind that is not read.
    """
    documents: dict[str, Document] = {}
    matches: dict[str, PassageMatch] = {}
    places: dict[str, Places] = {}
    for text in bank.texts.values():
        raw = _read(texts, text) if texts else None
        if raw is None:
            continue
        document = documents[text.id] = Document.of(read(raw, text.file, text.marks), text.begins, text.ends)
        if text.cite is not Unit.PARAGRAPH:
            places[text.id] = places_of(document, text.cite)
        passages = [passage for passage in bank.passages.values() if bank.text_of(passage) is text]
        anchors = [_anchor(passage, lock.passages.get(passage.id) if lock else None) for passage in passages]
        matches |= {match.id: match for match in resolve_anchors(document, anchors)}
    return Copies(documents=documents, matches=matches, places=places)


def _read(texts: Path, text: Text) -> str | None:
    path = texts / text.file
    shown_path = files.display_path(path)
    hint = "Save the text as UTF-8, or mend its rights."
    if not files.is_there(path):
        return None
    if _size(path) > MAX_BYTES:
        message = f"the text is larger than {MAX_BYTES // 2**20} MiB, and no single book is"
        raise fail(shown_path, "A104", message, "Split the text into its volumes, each a text of its own.")
    if kind := refused_kind(text.file, _head(path)):
        message = f"this is a {kind} file, and such files are not read"
        hint = "Save the text as plain text, Markdown or HTML, and name that file under file:."
        raise fail(shown_path, "A105", message, hint)
    # One letter may be written as one character or as two; either way it is one letter everywhere.
    return composed(files.read(path, display=shown_path, code="A102", hint=hint))


def _head(path: Path) -> bytes:
    """The first bytes of a file; none where it may not be read, which reading reports."""
    try:
        with files.open_regular(path) as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def _size(path: Path) -> int:
    """The size of a file in bytes; 0 where it may not be looked at, which reading reports."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _anchor(passage: Passage, record: PassageRecord | None) -> Anchor:
    return Anchor(
        id=passage.id,
        from_=passage.from_,
        through=passage.through,
        until=passage.until,
        under=passage.under,
        nth=passage.nth,
        fingerprint=_fingerprint(record) if record else None,
        ordinal=record.first if record else 0,
        count=record.last - record.first + 1 if record and not record.part else 0,
        rival=record.rival if record else 0,
        own=record.own if record else "",
        twin=record.twin if record else 1,
        twins=record.twins if record else 1,
    )


def _fingerprint(record: PassageRecord) -> Fingerprint:
    try:
        return Fingerprint.decode(record.fingerprint)
    except ValueError:
        message = f"the fingerprint of {record.name} is damaged"
        hint = f"Take the line from version control, or delete it and run `quizgen relock {record.name}`."
        raise Failure(Problem(place=record.place("print"), code="L107", message=message, hint=hint)) from None


def take_fingerprints(
    bank: Bank, copies: Copies, lock: Lock, accept: frozenset[str] = frozenset()
) -> dict[str, PassageRecord]:
    """Return the records to lock, by passage: the locked ones, those of new passages and of those to *accept* as found.

    Records of passages that the bank no longer has are left out.
    """
    records = {name: record for name, record in lock.passages.items() if name in bank.passages}
    for text_id, document in copies.documents.items():
        matches = [
            match
            for name, match in copies.matches.items()
            if match.span is not None and bank.text_of(bank.passages[name]).id == text_id
        ]
        places = copies.places.get(text_id)
        new = [match for match in matches if match.id not in records or match.id in accept]
        records |= {record.name: record for record in _records(bank, document, new)}
        recorded_now = {match.id for match in new if places}
        for match in matches:
            cited = places.of(match.span) if places and match.span else BY_PARAGRAPH
            record = records[match.id]
            if match.id in recorded_now or record.cite is not cited.unit:  # the bank may cite the text otherwise now
                records[match.id] = record.citing(cited)
    return records


def _records(bank: Bank, document: Document, matches: Sequence[PassageMatch]) -> Iterator[PassageRecord]:
    """Yield the records of the passages that were found at *matches*, all in *document*."""
    spans = [match.span for match in matches if match.span is not None]
    anchors = [
        record_anchor(document, _anchor(bank.passages[match.id], None), span)
        for match, span in zip(matches, spans, strict=True)
    ]
    for match, anchor in zip(matches, with_rivals(document, anchors, spans), strict=True):
        assert anchor.fingerprint is not None
        yield PassageRecord(
            name=anchor.id,
            first=match.first,
            last=match.last,
            part=not (anchor.count and match.first),  # what begins above ¶ 1 has no number of paragraphs
            rival=anchor.rival,
            own=anchor.own,
            twin=anchor.twin,
            twins=anchor.twins,
            fingerprint=anchor.fingerprint.encode(),
        )


def lost(bank: Bank, copies: Copies, among: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each of the passages *among* all that the user's copy does not contain for sure.

    They are cited and not shown. A file that is another text, and one without the opening words of ¶ 1, are told once.
    Of a text that has lost or changed many they are counted, too.
    """
    wrong: set[str] = {bank.text_of(bank.passages[name]).id for name in among if _is_of_wrong_text(copies, name)}
    for text_id in sorted(wrong):
        yield _wrong_text(bank.texts[text_id])
    for text_id, document in copies.documents.items():
        if text_id not in wrong:
            yield from _without_edges(bank.texts[text_id], document)
    for text_id in copies.documents:
        if text_id not in wrong:
            yield from _lost_in(bank, bank.texts[text_id], copies, among)


def _lost_in(bank: Bank, text: Text, copies: Copies, among: Collection[str]) -> Iterator[Problem]:
    matches = [
        match
        for name, match in copies.matches.items()
        if name in among and bank.text_of(bank.passages[name]).id == text.id
    ]
    lost_ones = [match for match in matches if match.span is None]
    changed = sum(match.status is Status.CHANGED for match in matches)
    if len(lost_ones) + changed > FEW:
        yield _counted(text, len(matches), len(lost_ones), changed)
    for match in lost_ones:
        yield _not_found(bank.passages[match.id], text, match)


def _is_of_wrong_text(copies: Copies, name: str) -> bool:
    return name in copies.matches and copies.matches[name].status is Status.WRONG_TEXT


def _wrong_text(text: Text) -> Problem:
    message = f"{text.file} is another text than “{text.title}”: its passages are cited without their words"
    hint = f"Get this edition: {text.published}."
    return Problem(place=text.place("file"), code="A112", message=message, hint=hint, severity=Severity.WARNING)


def _without_edges(text: Text, document: Document) -> Iterator[Problem]:
    edition = "or use the edition that the bank was made from."
    if not document.start.is_found:
        message = f"no paragraph of {text.file} begins with “{text.begins}”, so ¶ 1 is its first block"
        hint = f"Mend begins:, {edition}"
        yield Problem(place=text.place("begins"), code="A111", message=message, hint=hint, severity=Severity.WARNING)
    if not document.end.is_found:
        message = f"no paragraph of {text.file} behind ¶ 1 begins with “{text.ends}”, so the text ends with the file"
        hint = f"Mend ends:, {edition}"
        yield Problem(place=text.place("ends"), code="A114", message=message, hint=hint, severity=Severity.WARNING)


def _counted(text: Text, count: int, lost_ones: int, changed: int) -> Problem:
    message = (
        f"of {count} passages of {text.file}, {lost_ones} are not shown, and {changed} are shown as they read there"
    )
    hint = f"A better copy has them all: {text.published}."
    return Problem(place=text.place("file"), code="A113", message=message, hint=hint, severity=Severity.WARNING)


def _not_found(passage: Passage, text: Text, match: PassageMatch) -> Problem:
    way = f"Mend from:, or `quizgen relock {passage.id}`."
    return Problem(
        place=passage.place("from"),
        code="A110",
        message=f"{passage.id} is {match.status} in {text.file}",
        hint=" ".join(filter(None, ("It is cited without its words.", directions(match), way))),
        severity=Severity.WARNING,
    )
