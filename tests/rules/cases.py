"""The cases by which the rules are calibrated: read from the corpus, made into little banks, and checked."""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.items import KINDS
from quizgen.base.problem import Problem, Severity
from quizgen.rules.run import run_rules
from tests.rules.harness import CORPUS, bank, codes, copies, found, parts, with_reasons

FAMILIES: Mapping[str, str] = {
    "stems": "Q1",
    "options": "Q2",
    "answers": "Q3",
    "gaps": "Q4",
    "across": "Q5",
    "evidence": "Q6",
    "attribution": "Q7",
    "copying": "Q8",
    "house": "Q9",
    "anchors": "P1",
    "passages": "P2",
}
"""The file of each family of rules, and how its codes begin."""
_WHOLE = frozenset(("levels", "verdicts", "habit"))
"""What is told by all questions of a bank together."""
_KIND_KEYS = frozenset(str(kind.kind) for kind in KINDS)
_DATED = [
    {"ask": "What began at Varnholm on 9 May 1911?", "answer": "a strike"},
    {"ask": "What did Karl Wessel do on 1 June 1911?", "answer": "he closed the gates"},
]
_PASSAGE = {"section": "strike", "label": "A label", "gist": "A gist."}
PARAGRAPHS = {
    "A": "The strike began in May. Nobody in the lower town had expected it before the summer.",
    "B": "In June the gates were locked, and the captain had the quay guarded by day and by night.",
    "C": "The rope store burnt down on a Sunday; what was left of it fell into the harbour.",
    "D": "The merchants’ club met on Mondays, behind closed shutters, and drank to better days.",
    "E": "Later a pier was built of stone, and the children of the strikers learnt to fish from it.",
    "NEW": "A paragraph that was not there before, with words of its own.",
    "NEWER": "Another one, which says that the weather was fine for once.",
    "NEWEST": "And a last one about nothing in particular.",
}
_EDITS: Mapping[str, Callable[[str], str]] = {
    "split": lambda text: text.replace(". ", ".\n\n").replace(", and", ",\n\nand").replace("; ", ";\n\n"),
    "edited": lambda text: text.replace("guarded", "watched").replace("better", "quieter"),
    "longer": lambda text: f"{text} Some of them still do, on Sundays.",
    "rewritten": lambda text: {
        "I": "In June the gates were shut for good, and the captain went home by night.",
        "T": "The merchants’ club met on Sundays until it was dissolved; its house burnt down in a storm.",
    }[text[0]],
    "dated": lambda text: text.replace("June", "July"),
    "named": lambda text: text.replace("Mondays", "Fridays"),
    "typography": lambda text: text.replace("’", "'").replace(", ", " – "),
    "wrapped": lambda text: textwrap.fill(text, 40),
    "capitals": lambda text: text.upper(),
    "invisible": lambda text: text.replace("re", "r\u00ade").replace(" ", "\u200b "),
    "spaced": lambda text: text.replace(" ", "  ") + " ",
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case: what should be found, and what was."""

    family: str
    number: int
    expected: frozenset[str]
    found: frozenset[str]
    about: str


def cases(family: str, folder: Path) -> Iterator[Case]:
    """The cases of a family, checked in *folder*."""
    listed = yaml.safe_load((CORPUS / f"{family}.yaml").read_text(encoding="utf-8"))
    for number, case in enumerate(listed):
        bad = case.get("bad", [])
        expected = frozenset([bad] if isinstance(bad, str) else bad)
        problems = _check(folder / f"{family}{number}", dict(case))
        yield Case(
            family=family,
            number=number,
            expected=expected,
            # A bad case may be bad in other ways too; a good one has nothing that should be mended.
            found=frozenset(codes(each for each in problems if _counts(each, family, is_good=not expected))),
            about=str(case.get("good", case)),
        )


def _counts(problem: Problem, family: str, *, is_good: bool) -> bool:
    return problem.code.startswith(FAMILIES[family]) or (is_good and problem.severity > Severity.INFO)


def _check(folder: Path, case: dict[str, Any]) -> list[Problem]:
    for name in ("bad", "good"):
        case.pop(name, None)
    if "copy" in case:
        return run_rules(*copies(folder, _copied(case)))
    if not _WHOLE.isdisjoint(case):
        # Such a bank asks nothing of the frame’s passages, and what it asks is not from there.
        asked = [{**each, "sources": ["An almanac"]} for each in _mixed(case)]
        return [each for each in run_rules(*bank(folder, with_reasons(asked))) if each.code.startswith("Q")]
    return found(folder, _fragment(case))


def _fragment(case: dict[str, Any]) -> dict[str, Any]:
    """A case as the parts of a bank file."""
    if case.get("passages") is True:
        gist = {"C1": {**_PASSAGE, "from": "In May 1911 the merchants", "gist": case["gist"]}}
        return with_reasons({"passages": gist, "questions": [_question(_ASKED, 0)]})
    if "people" in case or "terms" in case:
        return parts({name: case[name] for name in ("people", "terms") if name in case})
    if "passages" in case:
        passages = {name: {**_PASSAGE, **each} for name, each in case["passages"].items()}
        questions = [_question(each, number) for number, each in enumerate(case.get("questions", []))]
        return with_reasons({"passages": passages, "questions": questions})
    if "questions" in case:
        fragment = with_reasons([_question(each, number) for number, each in enumerate(case["questions"])])
        return fragment | _sheets(case) | _deck(case)
    asked = {**_ASKED, **case} if case.keys() <= {"why", "note", "sources"} else case
    house = case.keys() <= {"why", "note", "sources"}
    bare = case.get("why") == ""
    make = parts if bare else with_reasons
    return make([_question(each, number) for number, each in enumerate([asked, *(_DATED if house else ())])])


def _sheets(case: Mapping[str, Any]) -> dict[str, Any]:
    if case.get("sheets"):
        return {"worksheets": {tag: {"title": tag, "select": {"tags": [tag]}} for tag in ("one", "two")}}
    return {"worksheets": {"all": {"title": "All", "select": {}}}} if case.get("sheet") else {}


def _deck(case: Mapping[str, Any]) -> dict[str, Any]:
    deck = {"id": "all", "name": "All", "description": "All of them.", "select": {}}
    return {"deck": deck} if case.get("deck") else {}


_ASKED = {"ask": "What was cut at Varnholm?", "answer": "wages"}


def _question(case: Mapping[str, Any], number: int) -> dict[str, Any]:
    kind = next((name for name in case if name in _KIND_KEYS), "short")
    rest = {name: value for name, value in case.items() if name != kind and value != ""}
    return {kind: f"q{number}", **rest}


def _mixed(case: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    year = 1700
    for level, count in case.get("levels", {}).items():
        for _ in range(count):
            year += 1
            yield _question({"ask": f"What came to Varnholm in {year}?", "answer": "a tax", "level": level}, year)
    for verdict, count in case.get("verdicts", {}).items():
        for _ in range(count):
            year += 1
            claim = {"truefalse": "_", "claim": f"A tax came in {year}.", "verdict": verdict}
            corrected = {"correction": f"A law came in {year}."} if verdict == "false" else {}
            yield _question({**claim, **corrected}, year)

    habit = case.get("habit", {"items": 0, "longest": 0})
    for number in range(habit["items"]):
        year += 1
        key, *rest = ["a tax", "a law", "a ban", "a very long time"]
        if number < habit["longest"]:
            key, rest = rest[-1], [key, *rest[:-1]]
        options = {"answer": key, "distractors": dict.fromkeys(rest, "No.")}
        yield _question({"choice": "_", "ask": f"What came to Varnholm in {year}?", **options}, year)


@cache
def _paragraph(name: str) -> str:
    name, _, edit = name.partition("/")
    text = " ".join(PARAGRAPHS.get(part, part) for part in name.split("+"))
    return _EDITS[edit](text) if edit else text


def _copied(case: Mapping[str, Any]) -> dict[str, Any]:
    example: dict[str, Any] = {"copy": [_paragraph(name) for name in case["copy"]]}
    recorded = [PARAGRAPHS[name] for name in "ABCDE"]
    if not case.get("unlocked"):
        example["recorded"] = recorded
    if "cite" in case:
        example["cite"] = case["cite"]
    if "ask" in case:
        example["questions"] = [{**_question(case["ask"], 0), "why": "They were afraid."}]
    return example
