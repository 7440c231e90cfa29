"""Several versions of a worksheet beside each other: where a question stands in each, its key, and what they share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, zip_longest
from typing import Final

from quizgen.base.value import frozen
from quizgen.languages.labels import Labels
from quizgen.text.inline import parse
from quizgen.worksheet.form.model import Body, Choose, Form, Join, Judge, PrintedQuestion
from quizgen.worksheet.view.answers import APART, Spans, answer, brief, strong, typed

_ABREAST: Final = 6
"""The versions whose keys fit side by side in every edition."""
_TOLD: Final = 10
"""Pairs of versions of which it is told one by one what they share: as many as five versions have."""
Numbered = set[tuple[int, str]]
"""Questions with their numbers in one version."""
Printed = tuple[tuple[str, PrintedQuestion], ...]
"""A question in each version: the version's letter, and the question as printed there."""


@frozen
class GlanceRow:
    """What is right at one number of the sheet, version by version."""

    number: int
    keys: tuple[str, ...]
    """The key in each version, or the code of the question where the answer is a free reply."""


@frozen
class Glance:
    """The keys of some versions side by side."""

    versions: tuple[str, ...]
    """The letters of the versions."""
    rows: tuple[GlanceRow, ...]


@frozen
class StripRow:
    """What can be ticked for one closed question, or for one line of a question to match."""

    number: str
    """The number of the question, such as "12", with that of the line, such as "12.3"."""
    choices: tuple[str, ...]
    """Letters, or true and false: all that any version has."""


def strip_rows(forms: Sequence[Form], labels: Labels) -> Iterator[StripRow]:
    """Yield a row for each closed question, in the order of the sheet: versions may ask different kinds at a number."""
    for questions in zip(*(form.questions for form in forms), strict=True):
        number = str(questions[0].number)
        rows = [*zip_longest(*(_choices(question.body, labels) for question in questions), fillvalue=())]
        for line, choices in enumerate(rows, start=1):
            name = number if len(rows) == 1 else f"{number}.{line}"
            yield StripRow(number=name, choices=tuple(dict.fromkeys(chain.from_iterable(choices))))


def _choices(body: Body, labels: Labels) -> tuple[tuple[str, ...], ...]:
    """Return what can be ticked, line by line; nothing where the answer is written."""
    match body:
        case Choose():
            return (tuple(option.letter for option in body.options),)
        case Judge():
            return ((labels.yes, labels.no),)
        case Join():
            return tuple(tuple(option.letter for option in body.right) for _ in body.left)
        case _:
            return ()


def printed_in(forms: Sequence[Form]) -> dict[str, Printed]:
    """Return each question in all versions, by its ID."""
    versions: dict[str, list[tuple[str, PrintedQuestion]]] = defaultdict(list)
    for form in forms:
        for question in form.questions:
            versions[question.item].append((form.version, question))
    return {item: tuple(printed) for item, printed in versions.items()}


def at_a_glance(forms: Sequence[Form], labels: Labels) -> tuple[Glance, ...]:
    """Return the keys of all versions side by side, number by number; nothing where there is one version."""
    if len(forms) < 2:
        return ()
    parts = (forms[start : start + _ABREAST] for start in range(0, len(forms), _ABREAST))
    return tuple(
        Glance(versions=tuple(form.version for form in part), rows=_glance_rows(part, labels)) for part in parts
    )


def _glance_rows(forms: Sequence[Form], labels: Labels) -> tuple[GlanceRow, ...]:
    return tuple(
        GlanceRow(
            number=questions[0].number,
            keys=tuple(brief(question.body, labels) or question.code for question in questions),
        )
        for questions in zip(*(form.questions for form in forms), strict=True)
    )


def answer_in_all(printed: Printed, labels: Labels) -> Spans:
    """Return the answer to a question; where its letters differ between versions, version by version."""
    bodies = {version: question.body for version, question in printed}
    first = next(iter(bodies.values()))
    keys = {version: brief(body, labels) for version, body in bodies.items()}
    if len(set(keys.values())) == 1:
        return answer(first, labels)
    letters: Spans = ()
    for version, key in keys.items():
        letters += (*typed(f"{version}: "), *strong(key), *typed(APART))
    if isinstance(first, Choose):
        for index, option in enumerate(first.keys):
            letters += (*typed("; " if index else " "), *parse(option.text))
    return letters


def shared(forms: Sequence[Form], labels: Labels) -> Iterator[str]:
    """Yield what versions have in common, so that neighbours could copy it, a sentence each."""
    if len(forms) < 2:
        return
    numbered = {form.version: {(question.number, question.item) for question in form.questions} for form in forms}
    everywhere = set.intersection(*numbered.values())
    if everywhere:
        yield labels.shared_by_all.format(numbers=_listed(everywhere))
    yield from _shared_by_pairs({pair: same - everywhere for pair, same in _in_common(numbered).items()}, labels)
    if fixed := [*_with_fixed_letters(forms)]:
        yield labels.shared_letters.format(codes=", ".join(fixed))


def _in_common(numbered: Mapping[str, Numbered]) -> dict[tuple[str, str], Numbered]:
    """Return what each two versions have at the same numbers."""
    return {(first, second): numbered[first] & numbered[second] for first, second in combinations(numbered, 2)}


def _shared_by_pairs(in_common: Mapping[tuple[str, str], Numbered], labels: Labels) -> Iterator[str]:
    """Yield what two versions have in common; of many pairs only how many they are, and which have most."""
    sharing = {pair: same for pair, same in in_common.items() if same}
    if len(sharing) <= _TOLD:
        for (first, second), same in sharing.items():
            yield labels.shared_by_two.format(first=first, second=second, numbers=_listed(same))
    else:
        (first, second), most = max(sharing.items(), key=lambda shared: len(shared[1]))
        yield labels.shared_by_many.format(
            count=len(sharing), pairs=len(in_common), first=first, second=second, numbers=_listed(most)
        )


def _listed(numbered: Iterable[tuple[int, str]]) -> str:
    return ", ".join(str(number) for number, _ in sorted(numbered))


def _with_fixed_letters(forms: Sequence[Form]) -> Iterator[str]:
    """Yield the codes of questions whose options are in the same order in all versions, such as years."""
    for printed in printed_in(forms).values():
        bodies = [question.body for _, question in printed]
        if isinstance(bodies[0], Choose) and all(body == bodies[0] for body in bodies):
            yield printed[0][1].code
