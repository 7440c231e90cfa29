"""Worksheets resolved: selection, order, numbering, shuffles and keys, decided once for every output."""

import math
from collections.abc import Mapping
from dataclasses import replace
from itertools import count, islice
from string import ascii_uppercase

from quizgen.bank.answering_time import answering_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, Paragraph
from quizgen.bank.claim import claim_of
from quizgen.bank.format.schema import Ref
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Gaps, Lines, Question
from quizgen.bank.model import Text, Worksheet
from quizgen.bank.paper import Style
from quizgen.bank.select import chosen
from quizgen.base.problem import Failure, Problem
from quizgen.base.value import frozen
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.worksheet.form.bodies import arrangements, body
from quizgen.worksheet.form.model import Form, Group, Part, PrintedQuestion, Source
from quizgen.worksheet.form.reading import glossary, timed, timeline
from quizgen.worksheet.form.shuffle import shuffled

_ROUND = 5
"""Minutes to which an estimated time is rounded up."""


@frozen
class _Drawn:
    """A question before its versions: what it asks is the same in all of them."""

    item: Item
    question: Question


@frozen
class _Group:
    """The questions that stand together, and their passages, those that are printed above them among them."""

    section: str
    """The section that holds all the passages, or nothing."""
    passages: tuple[str, ...]
    printed: tuple[str, ...]
    drawn: tuple[_Drawn, ...]


def resolve_forms(bank: Bank, worksheet: Worksheet, *, citations: Mapping[str, Citation]) -> tuple[Form, ...]:
    """The forms of *worksheet*, one a version, which all differ; the citations by passage.

    Raises Failure where nothing is selected, or where more versions are wanted than differ.
    """
    items = _chosen(bank, worksheet)
    if not items:
        hint = "Widen select:, or take a line out of it; `quizgen list` shows what there is."
        raise _failure(worksheet, "select", "W401", f"the worksheet “{worksheet.id}” holds no question", hint)
    groups = _grouped(bank, worksheet, items)
    _check_versions(worksheet, groups)
    forms: list[Form] = []
    for version in islice(ascii_uppercase, worksheet.versions):
        for attempt in count():
            form = _form(bank, worksheet, citations, groups, version, attempt)
            if all(form.parts != earlier.parts for earlier in forms):
                forms.append(form)
                break
    return tuple(forms)


def _chosen(bank: Bank, worksheet: Worksheet) -> tuple[Item, ...]:
    select = worksheet.select
    if worksheet.style is Style.READING and not select.ids:
        # What the timeline tells in order cannot be asked to be put in order, nor take up room under a limit.
        matching = chosen(bank, replace(select, limit=0, marks=0, minutes=0))
        told = (Ref(item.id) for item in matching if timed(item))
        select = replace(select, exclude=(*select.exclude, *told))
    return chosen(bank, select)


def _failure(worksheet: Worksheet, key: str, code: str, message: str, hint: str) -> Failure:
    return Failure(Problem(place=worksheet.place(key), code=code, message=message, hint=hint))


def _grouped(bank: Bank, worksheet: Worksheet, items: tuple[Item, ...]) -> tuple[_Group, ...]:
    """The questions by the passages that they are on, in the order of the texts, or of the worksheet's own list."""
    places = _places(bank)
    found: dict[tuple[str, ...], tuple[_Drawn, ...]] = {}
    for item in items:
        at = tuple(sorted(item.at, key=places.__getitem__))
        found[at] = (*found.get(at, ()), _Drawn(item=item, question=item.paper(choice=worksheet.choice)))
    order = list(found)
    if not worksheet.select.ids:
        # Questions that join passages come after those on each alone, and those that join sections come last.
        last = len(bank.sections)
        order.sort(key=lambda each: (_rank(bank, each, places, last), len(each) > 1, places[each[-1]], len(each)))
    groups: list[_Group] = []
    printed: set[str] = set()
    for passages in order:
        section = _section(bank, passages)
        new = tuple(each for each in passages if each not in printed)
        printed.update(new)
        before = groups[-1] if groups else None
        if before and before.section == section and not before.printed and not new:
            joined = tuple(sorted({*before.passages, *passages}, key=places.__getitem__))
            groups[-1] = replace(before, passages=joined, drawn=before.drawn + found[passages])
        else:
            groups.append(_Group(section=section, passages=passages, printed=new, drawn=found[passages]))
    return tuple(groups)


def _places(bank: Bank) -> dict[str, tuple[int, int]]:
    """Where each passage stands: the place of its section in the head of the bank, and its own in the bank."""
    sections = {section: place for place, section in enumerate(bank.sections)}
    return {each.id: (sections[each.section], place) for place, each in enumerate(bank.passages.values())}


def _rank(bank: Bank, passages: tuple[str, ...], places: Mapping[str, tuple[int, int]], last: int) -> int:
    return places[passages[0]][0] if _section(bank, passages) else last


def _section(bank: Bank, passages: tuple[str, ...]) -> str:
    sections = {bank.passages[passage].section for passage in passages}
    return sections.pop() if len(sections) == 1 else ""


def _check_versions(worksheet: Worksheet, groups: tuple[_Group, ...]) -> None:
    differ = 1
    for group in groups:
        differ *= math.factorial(len(group.drawn))
        differ *= math.prod(arrangements(each.question.block) for each in group.drawn)
    if worksheet.versions > differ:
        message = f"{worksheet.versions} versions of “{worksheet.id}” are wanted, and only {differ} can differ"
        hint = "Ask for fewer versions, or add questions whose order or options can move."
        raise _failure(worksheet, "versions", "W402", message, hint)


def _form(
    bank: Bank,
    worksheet: Worksheet,
    citations: Mapping[str, Citation],
    groups: tuple[_Group, ...],
    version: str,
    attempt: int,
) -> Form:
    surplus = _deleted_words(bank) if worksheet.word_bank else None
    numbers = count(1)
    seed = (worksheet.seed, version, attempt)
    parts: list[tuple[str, list[Group]]] = []
    for group in groups:
        drawn = group.drawn
        if version != ascii_uppercase[0]:  # the first version keeps the curator's order
            drawn = shuffled(drawn, *seed, *group.passages, name=lambda each: each.item.id)
        if not parts or parts[-1][0] != group.section:
            parts.append((group.section, []))
        copied = any(isinstance(each.question.block, Lines) and each.question.block.copied for each in drawn)
        parts[-1][1].append(
            Group(
                passages=tuple(_cited(citations[each]) for each in group.passages),
                printed=group.printed,
                shown=worksheet.style is not Style.TEST or copied,
                questions=tuple(_asked(bank, each, next(numbers), (*seed, each.item.id), surplus) for each in drawn),
            )
        )
    asked = [each.item for group in groups for each in group.drawn]
    reading = worksheet.style is Style.READING
    texts = {bank.text_of(bank.passages[passage]).id for group in groups for passage in group.passages}
    return Form(
        worksheet=worksheet.id,
        title=worksheet.title,
        instructions=worksheet.instructions,
        note=worksheet.note,
        style=worksheet.style,
        paper=worksheet.paper,
        language=bank.head.language,
        version=version,
        versions=worksheet.versions,
        seed=worksheet.seed,
        minutes=worksheet.minutes or _minutes(groups),
        bank=bank.head.id,
        bank_title=bank.head.title,
        bank_version=bank.head.version,
        revision=bank.revision(asked),
        licence=bank.head.licence,
        report=bank.head.report,
        sources=tuple(_source(text) for text in bank.texts.values() if text.id in texts),
        glossary=glossary(bank, asked) if reading else (),
        timeline=timeline(bank, asked, citations) if reading else (),
        parts=tuple(
            Part(
                title=bank.sections[section].title if section else NO_PROSE,
                summary=bank.sections[section].summary if section and reading else NO_PROSE,
                groups=tuple(held),
            )
            for section, held in parts
        ),
    )


def _deleted_words(bank: Bank) -> tuple[Prose, ...]:
    """The words that all gaps of the bank hide: what a word bank has to spare."""
    blocks = (item.paper().block for item in bank.items.values())
    return tuple(gap.text for block in blocks if isinstance(block, Gaps) for gap in block.gaps)


def _asked(
    bank: Bank, drawn: _Drawn, number: int, seed: tuple[object, ...], surplus: tuple[Prose, ...] | None
) -> PrintedQuestion:
    item, question = drawn.item, drawn.question
    claim = claim_of(bank, item)
    return PrintedQuestion(
        number=number,
        item=item.id,
        stem=question.stem,
        body=body(question.block, question.marks, seed, surplus),
        marks=question.marks,
        at=item.at,
        level=item.level.value,
        why=item.why,
        says=claim.speakers,
        basis=claim.basis,
        sources=item.sources,
        note=item.note,
    )


def _cited(citation: Citation) -> Citation:
    """The citation without the user's text, which never enters a form."""
    nothing: tuple[Paragraph, ...] = ()
    return Citation(
        passage=citation.passage,
        source=citation.source,
        first=citation.first,
        last=citation.last,
        opening=citation.opening,
        section=citation.section,
        label=citation.label,
        gist=citation.gist,
        paragraphs=nothing,
    )


def _source(text: Text) -> Source:
    return Source(
        short=text.short,
        author=text.author,
        title=text.title,
        part=text.part,
        published=text.published,
        language=text.language,
    )


def _minutes(groups: tuple[_Group, ...]) -> int:
    spent = sum(answering_seconds(each.question) for group in groups for each in group.drawn)
    return math.ceil(spent / 60 / _ROUND) * _ROUND
