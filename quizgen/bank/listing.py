"""Items, resolved: what `quizgen list` and `quizgen show` tell of each, as text and as JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Item
from quizgen.base.value import frozen
from quizgen.text.inline import plain


@frozen
class ItemRow:
    """One item, every reference resolved and every mark of Markdown gone."""

    id: str
    kind: str
    passages: tuple[str, ...]
    text: tuple[str, ...]
    section: tuple[str, ...]
    prompt: str
    options: tuple[str, ...]
    answer: tuple[str, ...]
    accept: tuple[str, ...]
    rationale: str
    says: tuple[str, ...]
    tags: tuple[str, ...]
    level: str
    file: str
    line: int


def item_rows(bank: Bank, items: Iterable[Item]) -> tuple[ItemRow, ...]:
    """The items as they are listed."""
    return tuple(_listed(bank, item) for item in items)


def _listed(bank: Bank, item: Item) -> ItemRow:
    passages = bank.passages_of(item)
    place = item.place()
    return ItemRow(
        id=item.id,
        kind=item.kind,
        passages=item.at,
        text=tuple(dict.fromkeys(bank.text_of(each).id for each in passages)),
        section=tuple(dict.fromkeys(each.section for each in passages)),
        prompt=plain(item.prompt),
        options=tuple(map(plain, item.options)),
        answer=tuple(map(plain, item.answers)),
        accept=item.accepted,
        rationale=plain(item.why),
        says=item.says,
        tags=item.tags,
        level=item.level,
        file=place.path,
        line=place.line,
    )


def rows_as_json(items: Iterable[ItemRow]) -> str:
    """A JSON list of objects, one an item."""
    return json.dumps([asdict(each) for each in items], ensure_ascii=False, indent=1)


def rows_as_text(items: Iterable[ItemRow], width: int) -> str:
    """One line an item, cut at *width* columns: id, kind, passages, prompt."""
    rows = [(each.id, each.kind, " ".join(each.passages), each.prompt) for each in items]
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join((*(cell.ljust(size) for cell, size in zip(row, widths, strict=False)), row[3])) for row in rows)
    return "\n".join(line if len(line) <= width else line[: width - 1] + "…" for line in lines)


def describe(item: ItemRow, citations: Mapping[str, Citation]) -> str:
    """One item with its passages, as paragraphs of text."""
    parts = [f"{item.id}  ({item.kind}, {item.level})", item.prompt]
    if item.options:
        parts.append("\n".join(f"  - {option}" for option in sorted(item.options)))
    parts.append("Answer: " + "; ".join(item.answer))
    if item.accept:
        parts.append("Also accepted: " + "; ".join(item.accept))
    if item.rationale:
        parts.append("Why: " + item.rationale)
    for name in item.passages:
        cited = citations[name]
        place = f", {cited.place}" if cited.place else ""
        parts.append(f"{cited.source}{place} “{cited.opening} …”: {plain(cited.gist)}")
        parts += [f"  ¶ {each.number}  {each.text}" for each in cited.paragraphs]
    if item.tags:
        parts.append("Tags: " + " ".join(item.tags))
    parts.append(f"{item.file}:{item.line}")
    return "\n\n".join(parts)
