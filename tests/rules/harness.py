"""Little banks for the tests of the rules: questions, passages and people in a frame of our own."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.base.problem import Problem, Severity
from quizgen.passages.anchor.anchor import Anchor
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.passages.copies import Copies, locate
from quizgen.passages.places import places_of
from quizgen.rules.run import run_rules
from quizgen.text.reading.model import Unit
from tests.passages.anchor.recording import describe

FRAME = Path(__file__).parent / "frame"
ITEMS = "items.yaml"
CORPUS = Path(__file__).parent / "corpus"
_PARTS = ("questions", "passages", "people", "terms", "worksheets")
_WHY = "A reason that teaches something else."


def bank(folder: Path, fragment: Any, frame: Path = FRAME) -> tuple[Bank, Copies]:
    """The *frame* with *fragment* in it (a question, a list of questions, or parts of a file), and its texts."""
    folder.mkdir(parents=True, exist_ok=True)
    head, items = dict(_head(frame)), parts(fragment)
    for name in ("passages", "people", "terms"):  # what the fragment has of its own takes the place of the frame's
        head[name] = {key: value for key, value in head[name].items() if key not in items.get(name, {})}
    _dump(folder / "questions.yaml", head)
    _dump(folder / ITEMS, items)
    loaded, problems = load(folder)
    faults = [each for each in problems if each.severity is Severity.ERROR]
    assert loaded is not None, faults
    assert not faults, faults
    return loaded, locate(loaded, frame, None)


def parts(fragment: Any) -> dict[str, Any]:
    """*fragment* as the parts of a file, with a passage and a rationale for the questions that have none."""
    if isinstance(fragment, Mapping) and any(name in fragment for name in _PARTS):
        whole = dict(fragment)
    else:
        whole = {"questions": fragment if isinstance(fragment, list) else [fragment]}
    whole["questions"] = [{**each, "at": each.get("at", "C1")} for each in whole.get("questions", [])]
    return {name: value for name, value in whole.items() if value}


def with_reasons(fragment: Any) -> dict[str, Any]:
    """*fragment* with a rationale for each question, so that its lack is no fault."""
    whole = parts(fragment)
    for each in whole.get("questions", []):
        each.setdefault("why", _WHY)
    return whole


def copies(folder: Path, example: Mapping[str, Any]) -> tuple[Bank, Copies]:
    """A bank whose passages are the paragraphs under ``recorded``, and its text as under ``copy``."""
    recorded, copy = example.get("recorded", example["copy"]), example["copy"]
    passages = {
        f"P{number}": {"section": "s", "from": opening(text), "label": "A label", "gist": "A gist."}
        for number, text in enumerate(recorded, start=1)
    }
    for name, keys in example.get("passages", {}).items():
        passages[name] |= keys
    cited = {each["at"] for each in example.get("questions", [])}
    for name in passages.keys() - cited:
        passages[name]["waive"] = "Nothing is asked of it."
    head = {
        "format": 1,
        "id": "copies",
        "title": "Copies",
        "language": example.get("language", "en"),
        "version": "1",
        "licence": "CC0",
        "report": "Nobody.",
        "texts": {
            "tale": {
                "short": "Tale",
                "author": "Nobody",
                "language": example.get("language", "en"),
                "title": "A tale",
                "published": "here",
                "file": "tale.txt",
                "begins": opening(recorded[0]),
                **({"ends": example["ends"]} if "ends" in example else {}),
                "cite": example.get("cite", Unit.PARAGRAPH.value),
                "sections": {"s": {"title": "All", "summary": "All of it."}},
            }
        },
        "passages": passages,
        "questions": example.get("questions", []),
    }
    folder.mkdir(parents=True, exist_ok=True)
    head = {name: value for name, value in head.items() if value}
    _dump(folder / "questions.yaml", head)
    loaded, problems = load(folder)
    assert loaded is not None, problems
    assert not problems, problems
    begins, ends = opening(recorded[0]), example.get("ends", "")
    document, now = (Document.read("\n\n".join(text), begins, ends) for text in (recorded, copy))
    anchors = [
        Anchor(id=each.id, from_=each.from_, under=each.under, nth=each.nth) for each in loaded.passages.values()
    ]
    if "recorded" in example:
        anchors = [describe(document, each, [one for one in anchors if one is not each]) for each in anchors]
    located = {each.id: each for each in resolve_anchors(now, anchors)}
    places = {"tale": places_of(now, Unit(example["cite"]))} if "cite" in example else {}
    return loaded, Copies(documents={"tale": now}, matches=located, places=places)


def opening(text: str) -> str:
    """The first four words of a paragraph, behind the mark of a page that may stand before them."""
    return " ".join(text.partition("] ")[2].split()[:4] or text.split()[:4])


@cache
def _head(frame: Path) -> dict[str, Any]:
    head = yaml.safe_load((frame / "questions.yaml").read_text(encoding="utf-8"))
    return cast(dict[str, Any], head)


def _dump(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def codes(problems: Iterable[Problem]) -> set[str]:
    """The codes of *problems*."""
    return {each.code for each in problems}


def found(folder: Path, fragment: Any, frame: Path = FRAME) -> list[Problem]:
    """What the rules find in *fragment*, with the texts; not what they find in the *frame*."""
    return [each for each in run_rules(*bank(folder, fragment, frame)) if each.place.path.endswith(ITEMS)]
