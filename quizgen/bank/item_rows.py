"""Rows of questions: what `quizgen list` and `quizgen show` print of each, as text and as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.items import Item
from quizgen.base.value import frozen
from quizgen.base.visible import visible
from quizgen.languages.ranges import numbered
from quizgen.text.inline import plain


@frozen
class ItemRow:
    """One question, its references resolved and its marks of Markdown removed; the fields are the keys of the JSON."""

    id: str
    code: str
    """The code by which students name it."""
    kind: str
    passages: tuple[str, ...]
    """The IDs of its passages."""
    text: tuple[str, ...]
    """The IDs of the texts that have these passages."""
    section: tuple[str, ...]
    """The IDs of the sections that have these passages."""
    prompt: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    """Its correct answers."""
    accept: tuple[str, ...]
    rationale: str
    says: tuple[str, ...]
    """The IDs of those who claim it."""
    tags: tuple[str, ...]
    level: str
    draft: bool
    """Whether it is a draft, in no deck and on no worksheet."""
    file: str
    line: int


def item_rows(bank: Bank, items: Iterable[Item]) -> tuple[ItemRow, ...]:
    """Return a row for each of the *items*, in their order."""
    return tuple(_item_row(bank, item) for item in items)


def _item_row(bank: Bank, item: Item) -> ItemRow:
    passages = bank.passages_of(item)
    place = item.place()
    return ItemRow(
        id=item.id,
        code=bank.code_of(item),
        kind=item.kind,
        passages=item.at,
        text=tuple(dict.fromkeys(bank.text_of(passage).id for passage in passages)),
        section=tuple(dict.fromkeys(passage.section for passage in passages)),
        prompt=plain(item.prompt),
        options=tuple(map(plain, item.options)),
        answer=tuple(map(plain, item.answers)),
        accept=item.accepted,
        rationale=plain(item.why),
        says=item.says,
        tags=item.tags,
        level=item.level,
        draft=item.draft,
        file=place.path,
        line=place.line,
    )


def rows_as_json(rows: Iterable[ItemRow]) -> str:
    """Return a JSON list with an object for each row."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)


def rows_as_text(rows: Iterable[ItemRow], width: int) -> str:
    """Return one line for each row, cut at *width* columns: code, ID, kind, passages and prompt; empty without rows."""
    cells = [
        (row.code, row.id, _kind(row), " ".join(row.passages), visible(row.prompt).replace("\n", " ")) for row in rows
    ]
    if not cells:
        return ""
    *widths, _ = (max(map(len, column)) for column in zip(*cells, strict=True))
    lines = []
    for *columns, prompt in cells:
        line = "  ".join([*(cell.ljust(width) for cell, width in zip(columns, widths, strict=True)), prompt])
        lines.append(line if len(line) <= width else line[: width - 1] + "…")
    return "\n".join(lines)


def _kind(row: ItemRow) -> str:
    """The kind of a question, and whether it is a draft, in words."""
    return f"{row.kind}, draft" if row.draft else row.kind


def describe(row: ItemRow, citations: Mapping[str, Citation]) -> str:
    """Return one question with its passages, as paragraphs of text; *citations* are by the passage's ID."""
    parts = [f"{row.id}  {row.code}  ({_kind(row)}, {row.level})", row.prompt]
    if row.options:
        parts.append("\n".join(f"  - {option}" for option in sorted(row.options)))
    parts.append("Answer: " + "; ".join(row.answer))
    if row.accept:
        parts.append("Also accepted: " + "; ".join(row.accept))
    if row.rationale:
        parts.append("Why: " + row.rationale)
    for passage in row.passages:
        citation = citations[passage]
        place = f", {citation.place}" if citation.place else ""
        parts.append(f"{citation.source}{place} “{citation.opening} …”: {plain(citation.gist)}")
        parts += map(_indented, citation.paragraphs)
    if row.tags:
        parts.append("Tags: " + " ".join(row.tags))
    parts.append(f"{row.file}:{row.line}")
    return "\n\n".join(parts)


def _indented(paragraph: Paragraph) -> str:
    """A paragraph of a passage, its place before it and its lines below each other; the cells of a table apart."""
    beside = paragraph.beside or numbered(paragraph.number, paragraph.number)
    before = f"  {beside}  " if beside else "  "
    return before + paragraph.text.replace("\t", "  |  ").replace("\n", "\n" + " " * len(before))
