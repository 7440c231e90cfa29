"""Problems as text, JSON and annotations: in order, with the line and a caret, nothing in them taken for markup."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.base import report
from quizgen.base.problem import Place, Problem, Severity


def problem(path: str, line: int, column: int = 1, **values: object) -> Problem:
    place = Place(path=path, line=line, column=column)
    return Problem(**{"place": place, "code": "Q101", "message": "what", "hint": "", **values})  # type: ignore[arg-type]


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "items.yaml"
    path.write_text("questions:\n  - short: one\n    ask: Who was he?\n", encoding="utf-8")
    return str(path)


def test_text_shows_place_line_caret_and_the_way_out(source: str) -> None:
    pronoun = problem(source, 3, 18, message="“he” points at nothing", hint="Name him.", severity=Severity.WARNING)
    assert report.format_text([pronoun]).split("\n") == [
        f"{source}:3:18: Q101 warning: “he” points at nothing",
        "     3 │     ask: Who was he?",
        "       │                  ^",
        "       → Name him.",
    ]


def test_files_stand_apart_and_places_in_their_order(source: str) -> None:
    text = report.format_text([problem("b.yaml", 9), problem(source, 3), problem("b.yaml", 2), problem(source, 1)])
    first_lines = [paragraph.split("\n")[0] for paragraph in text.split("\n\n")]
    assert [line.split(": ")[0] for line in first_lines] == sorted([f"{source}:1:1", "b.yaml:2:1"])
    assert text.index("b.yaml:2:1") < text.index("b.yaml:9:1")


def test_of_two_problems_at_one_place_the_graver_comes_first() -> None:
    info = problem("a", 1, code="Q001", severity=Severity.INFO)
    error = problem("a", 1, code="Q002", severity=Severity.ERROR)
    assert report.ordered([info, error]) == [error, info]


def test_a_problem_of_a_whole_file_has_no_source_line() -> None:
    assert report.format_text([problem("nowhere.yaml", 0, 0)]) == "nowhere.yaml: Q101 error: what"


def test_a_file_that_went_away_is_no_trouble() -> None:
    assert report.format_text([problem("nowhere.yaml", 7)]) == "nowhere.yaml:7:1: Q101 error: what"


@pytest.mark.parametrize("column", [1, 60, 150, 299, 300])
def test_the_caret_stays_under_its_character_in_a_long_line(column: int, tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    line = "".join(chr(ord("a") + index % 26) for index in range(300))
    path.write_text(line, encoding="utf-8")
    _, source_line, caret = report.format_text([problem(str(path), 1, column)]).split("\n")
    assert len(source_line) < 120
    assert source_line[caret.index("^")] == line[column - 1]


def test_colours_only_where_they_are_wanted(source: str) -> None:
    assert "\x1b[" in report.format_text([problem(source, 3)], colour=True)
    assert "\x1b[" not in report.format_text([problem(source, 3)])


@pytest.mark.parametrize(
    ("severities", "summary"),
    [
        ([], "No problems."),
        ([Severity.ERROR], "1 error in 1 file."),
        ([Severity.INFO, Severity.WARNING, Severity.WARNING], "2 warnings, 1 note in 1 file."),
    ],
)
def test_the_summary_counts(severities: list[Severity], summary: str) -> None:
    assert report.summarise([problem("a", 1, severity=severity) for severity in severities]) == summary


def test_the_summary_counts_files() -> None:
    assert report.summarise([problem("a", 1), problem("b", 1)]) == "2 errors in 2 files."


def test_json_has_every_field() -> None:
    note = problem("a.yaml", 3, 4, message="“x”", hint="y", severity=Severity.INFO)
    assert json.loads(report.format_json([note])) == [
        {
            "path": "a.yaml",
            "line": 3,
            "column": 4,
            "code": "Q101",
            "severity": "info",
            "message": "“x”",
            "hint": "y",
        }
    ]
    assert json.loads(report.format_json([])) == []


def test_annotations_are_escaped_as_github_wants_it() -> None:
    error = problem("a,b:c.yaml", 3, 4, message="50 %\nof it: all, ::error::", hint="Mend it.")
    assert report.format_github([error]) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=4,title=Q101::50 %25%0Aof it: all, ::error::%0AMend it."
    )


def test_an_annotation_of_a_whole_file_has_no_line() -> None:
    assert (
        report.format_github([problem("a.yaml", 0, 0, severity=Severity.INFO)])
        == "::notice file=a.yaml,title=Q101::what"
    )


MANY = [problem("a.yaml", line, severity=Severity.WARNING) for line in range(1, 20_001)]


def test_a_report_stops_and_says_how_many_problems_it_leaves_out() -> None:
    errors = [problem("z.yaml", 3), problem("z.yaml", 4)]
    reported = report.listed([*MANY, *errors])
    assert len(reported) == report.MOST + 1
    assert {*errors} < {*reported}
    assert reported[-1].code == "R103"
    assert reported[-1].message.startswith("19002 more")
    assert reported[-1].severity is Severity.WARNING
    assert report.summarise([*MANY, *errors]).startswith("2 errors, 20000 warnings")


@pytest.mark.parametrize("format_", [report.format_text, report.format_json, report.format_github])
def test_every_format_stops_at_the_same_number(format_: Callable[[list[Problem]], str]) -> None:
    assert len(format_(MANY)) == pytest.approx(len(format_(MANY[:2000])), rel=0.01)
    assert format_(MANY).count("R103") == 1
    assert "R103" not in format_(MANY[: report.MOST])
