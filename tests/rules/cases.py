"""The cases by which the rules are calibrated: read from the corpus, made into little banks, and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quizgen.bank.items import KINDS
from quizgen.base.problem import Problem, Severity
from quizgen.rules.run import run_rules
from tests.rules.case_languages import ENGLISH, CaseLanguage
from tests.rules.harness import bank, codes, copies, found, parts, with_reasons

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
_PASSAGE = {"section": "strike", "label": "A label", "gist": "A gist."}


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case: what should be found, and what was."""

    family: str
    number: int
    expected: frozenset[str]
    found: frozenset[str]
    about: str


def cases(family: str, folder: Path, language: CaseLanguage = ENGLISH) -> Iterator[Case]:
    """The cases of a family in a *language*, checked in *folder*."""
    listed = yaml.safe_load((language.corpus / f"{family}.yaml").read_text(encoding="utf-8"))
    for number, case in enumerate(listed):
        bad = case.get("bad", [])
        expected = frozenset([bad] if isinstance(bad, str) else bad)
        problems = _check(folder / f"{family}{number}", dict(case), language)
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


def _check(folder: Path, case: dict[str, Any], language: CaseLanguage) -> list[Problem]:
    for name in ("bad", "good"):
        case.pop(name, None)
    if "copy" in case:
        return run_rules(*copies(folder, _copied(case, language)))
    if not _WHOLE.isdisjoint(case):
        # Such a bank asks nothing of the frame’s passages, and what it asks is not from there.
        asked = [{**each, "sources": ["An almanac"]} for each in _mixed(case, language)]
        return [
            each for each in run_rules(*bank(folder, with_reasons(asked), language.frame)) if each.code.startswith("Q")
        ]
    return found(folder, _fragment(case, language), language.frame)


def _fragment(case: dict[str, Any], language: CaseLanguage) -> dict[str, Any]:
    """A case as the parts of a bank file."""
    if case.get("passages") is True:
        gist = {"C1": {**_PASSAGE, "from": language.opening, "gist": case["gist"]}}
        return with_reasons({"passages": gist, "questions": [_question(language.asked, 0)]})
    if "people" in case or "terms" in case:
        return parts({name: case[name] for name in ("people", "terms") if name in case})
    if "passages" in case:
        passages = {name: {**_PASSAGE, **each} for name, each in case["passages"].items()}
        questions = [_question(each, number) for number, each in enumerate(case.get("questions", []))]
        return with_reasons({"passages": passages, "questions": questions})
    if "questions" in case:
        fragment = with_reasons([_question(each, number) for number, each in enumerate(case["questions"])])
        return fragment | _sheets(case) | _deck(case)
    asked = {**language.asked, **case} if case.keys() <= {"why", "note", "sources"} else case
    house = case.keys() <= {"why", "note", "sources"}
    bare = case.get("why") == ""
    make = parts if bare else with_reasons
    return make([_question(each, number) for number, each in enumerate([asked, *(language.dated if house else ())])])


def _sheets(case: Mapping[str, Any]) -> dict[str, Any]:
    if case.get("sheets"):
        return {"worksheets": {tag: {"title": tag, "select": {"tags": [tag]}} for tag in ("one", "two")}}
    return {"worksheets": {"all": {"title": "All", "select": {}}}} if case.get("sheet") else {}


def _deck(case: Mapping[str, Any]) -> dict[str, Any]:
    deck = {"id": "all", "name": "All", "description": "All of them.", "select": {}}
    return {"deck": deck} if case.get("deck") else {}


def _question(case: Mapping[str, Any], number: int) -> dict[str, Any]:
    kind = next((name for name in case if name in _KIND_KEYS), "short")
    rest = {name: value for name, value in case.items() if name != kind and value != ""}
    return {kind: f"q{number}", **rest}


def _mixed(case: Mapping[str, Any], language: CaseLanguage) -> Iterator[dict[str, Any]]:
    year = 1700
    for level, count in case.get("levels", {}).items():
        for _ in range(count):
            year += 1
            yield _question(
                {"ask": language.mixed.format(year=year), "answer": language.options[0], "level": level}, year
            )
    for verdict, count in case.get("verdicts", {}).items():
        for _ in range(count):
            year += 1
            claim = {"truefalse": "_", "claim": language.claim.format(year=year), "verdict": verdict}
            corrected = {"correction": language.correction.format(year=year)} if verdict == "false" else {}
            yield _question({**claim, **corrected}, year)

    habit = case.get("habit", {"items": 0, "longest": 0})
    for number in range(habit["items"]):
        year += 1
        key, *rest = language.options
        if number < habit["longest"]:
            key, rest = rest[-1], [key, *rest[:-1]]
        options = {"answer": key, "distractors": dict.fromkeys(rest, "No.")}
        yield _question({"choice": "_", "ask": language.mixed.format(year=year), **options}, year)


def _paragraph(name: str, language: CaseLanguage) -> str:
    name, _, edit = name.partition("/")
    text = " ".join(language.paragraphs.get(part, part) for part in name.split("+"))
    return language.edits[edit](text) if edit else text


def _copied(case: Mapping[str, Any], language: CaseLanguage) -> dict[str, Any]:
    example: dict[str, Any] = {"copy": [_paragraph(name, language) for name in case["copy"]], "language": language.tag}
    recorded = [language.paragraphs[name] for name in "ABCDE"]
    if not case.get("unlocked"):
        example["recorded"] = recorded
    if "ask" in case:
        example["questions"] = [{**_question(case["ask"], 0), "why": "They were afraid."}]
    return example
