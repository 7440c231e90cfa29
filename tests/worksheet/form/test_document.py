import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.base.problem import Failure
from quizgen.text.inline import Prose
from quizgen.text.printable import printable
from quizgen.worksheet.form.document import from_json, to_json
from quizgen.worksheet.form.model import Blank, Body, Fill
from tests.sheets import forms

GOLDEN = Path(__file__).parent / "golden"
TEXTS = st.text(min_size=1).map(printable)
SHEET = forms(versions=2, word_bank=True)


def test_forms_come_back_from_their_json() -> None:
    assert from_json(to_json(SHEET)) == SHEET


@given(text=TEXTS, gap=TEXTS, number=st.integers(0, 99))
def test_any_text_comes_back(text: str, gap: str, number: int) -> None:
    from quizgen.worksheet.form.codec import decode, encode

    fill = Fill(pieces=(Prose(text), Blank(number=number, text=Prose(gap), accept=(text,))))
    assert decode(Fill, json.loads(json.dumps(encode(fill)))) == fill


def test_the_forms_are_the_golden_ones() -> None:
    """A change here changes printed sheets: teachers' forms of last year must still print as they were."""
    assert to_json(SHEET) == (GOLDEN / "sheet.form.json").read_text(encoding="utf-8")


def test_what_a_saved_form_calls_its_parts_stays_whatever_their_classes_are_called() -> None:
    bodies = {member.tag for member in get_args(Body)}
    assert bodies == {"reply", "choose", "judge", "fill", "join", "arrange"}
    assert Blank.tag == "blank"


def broken(change: str) -> str:
    saved = json.loads(to_json(SHEET))
    form, other = saved["forms"]
    match change:
        case "cut":
            return to_json(SHEET)[:500]
        case "deep":
            return "[" * 100_000
        case "list":
            return "[]"
        case "foreign":
            return '{"kind": "deck"}'
        case "earlier":
            saved["quizgen-form"] = 3
        case "later":
            saved["quizgen-form"] = 99
        case "missing":
            del form["title"]
        case "unknown":
            form["colour"] = "red"
        case "style":
            form["style"] = "poster"
        case "number":
            form["seed"] = "one"
        case "body":
            form["parts"][0]["groups"][0]["questions"][0]["body"]["type"] = "Song"
        case "parts":
            form["parts"] = {}
        case "none":
            saved["forms"] = []
        case "one":
            saved["forms"] = [form]
        case "twice":
            saved["forms"] = [form, form]
        case "another":
            other["worksheet"] = "another"
        case "fewer":
            del other["parts"][0]["groups"][0]["questions"][0]
        case "passage":
            form["parts"][0]["groups"][0]["passages"] = []
        case "text":
            form["sources"] = []
    return json.dumps(saved)


def bodies(form: Any, tag: str) -> Iterator[Any]:
    for part in form["parts"]:
        for group in part["groups"]:
            yield from (each["body"] for each in group["questions"] if each["body"]["type"] == tag)


@pytest.mark.parametrize(
    ("tag", "key", "value", "limit"),
    [
        ("reply", "lines", 201, "from 0 to 200"),
        ("reply", "lines", 10**11, "from 0 to 200"),
        ("reply", "lines", -1, "from 0 to 200"),
        ("judge", "lines", 201, "from 0 to 200"),
        ("choose", "options", 27, "more than 26 elements"),
        ("join", "left", 27, "more than 26 elements"),
        ("join", "right", 5_000, "more than 26 elements"),
        ("arrange", "events", 27, "more than 26 elements"),
        ("", "versions", 27, "from 1 to 26"),
        ("", "versions", 0, "from 1 to 26"),
        ("", "seed", 10**12, "from 0 to 999,999,999,999"),
        ("", "minutes", -5, "from 0 to 999,999,999,999"),
    ],
)
def test_an_amount_out_of_bounds_is_told_with_its_limit(tag: str, key: str, value: int, limit: str) -> None:
    saved = json.loads(to_json(SHEET))
    form = saved["forms"][0]
    owner = next(bodies(form, tag)) if tag else form
    owner[key] = [owner[key][0]] * value if isinstance(owner[key], list) else value
    with pytest.raises(Failure, match=f"{key}: .*{limit}") as failure:
        from_json(json.dumps(saved))
    assert failure.value.problems[0].code == "W414"


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("keys", [["title"], ["bank_title"], ["language"], ["sources", 0, "author"], ["pieces", 0]])
def test_a_character_that_no_sheet_can_hold_is_refused_with_its_place(keys: list[Any], character: str) -> None:
    saved = json.loads(to_json(SHEET))
    form = saved["forms"][0]
    *path, last = keys
    owner = next(bodies(form, "fill")) if keys[0] == "pieces" else form
    for key in path:
        owner = owner[key]
    owner[last] = f"a{character}b"
    with pytest.raises(Failure, match=rf"W414 .*{last}\]?: U\+{ord(character):04X},"):
        from_json(json.dumps(saved))


@pytest.mark.parametrize("language", ["", "English language", "de_AT", "../../en", "e" * 300])
def test_a_form_in_no_language_is_refused(language: str) -> None:
    saved = json.loads(to_json(SHEET))
    saved["forms"][0]["language"] = language
    with pytest.raises(Failure, match=r"W414 .*\.language: not a language tag"):
        from_json(json.dumps(saved))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("cut", "W411"),
        ("deep", "W411"),
        ("list", "W412"),
        ("foreign", "W412"),
        ("earlier", "W413"),
        ("later", "W413"),
        ("missing", "W414"),
        ("unknown", "W414"),
        ("style", "W414"),
        ("number", "W414"),
        ("body", "W414"),
        ("parts", "W414"),
        ("none", "W414"),
        ("one", "W414"),
        ("twice", "W414"),
        ("another", "W414"),
        ("fewer", "W414"),
        ("passage", "W414"),
        ("text", "W414"),
    ],
)
def test_a_form_that_is_none_is_a_failure_with_its_place(change: str, code: str) -> None:
    with pytest.raises(Failure) as failure:
        from_json(broken(change), path="old.form.json")
    (problem,) = failure.value.problems
    assert (problem.code, problem.place.path) == (code, "old.form.json")
    assert problem.hint
