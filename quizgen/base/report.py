"""Reports of problems: as text with the line and a caret, as JSON, and as annotations on GitHub.

Each stops after `MOST` problems and says in a last one how many it leaves out: whatever reads a report, a person or a
program, is told that there is more.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby

from quizgen.base import files
from quizgen.base.problem import Place, Problem, Severity
from quizgen.base.visible import visible, visible_line

MOST = 1_000
"""The problems that a report lists: an evening's work, and less than a megabyte. Our own judgement."""
WIDTH = 100
"""The most characters of a source line that are shown, which are those around the caret. Our own judgement."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_Styler = Callable[[str, str | None, bool], str]
"""Styles a piece of a report. Its arguments are the piece, the name of its colour or None, and whether it is bold."""
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort *problems* by file and place; of those at the same place, the most severe come first."""
    return sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, int, int, str, str]:
    place = problem.place
    return place.path, place.line, place.column, -problem.severity, problem.code, problem.message


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Sort *problems*; of more than `MOST`, keep the most severe, and end with a problem that counts the others."""
    by_severity = sorted(problems, key=lambda problem: (-problem.severity, _order(problem)))
    kept, others = by_severity[:MOST], by_severity[MOST:]
    if not others:
        return ordered(kept)
    rest = Problem(
        place=Place(path=others[0].place.path),
        code="R103",
        message=f"{len(others)} more problems are not listed, the first of them in this file",
        hint=f"Fix the {MOST} that are listed, and check again.",
        severity=others[0].severity,
    )
    return [*ordered(kept), rest]


def format_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """Format *problems* as text, file by file, each with its source line and its hint.

    With *colour*, the text has ANSI codes for a terminal.
    """
    style = _coloured if colour else _plain
    paragraphs = []
    for _, problems_of_file in groupby(listed(problems), key=lambda problem: problem.place.path):
        lines: list[str] = []
        for problem in problems_of_file:
            lines += _lines(problem, style)
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


def summarise(problems: Iterable[Problem]) -> str:
    """Count *problems* by severity, and the files that have them, in one line."""
    counts: Counter[Severity] = Counter()
    paths = set()
    for problem in problems:
        counts[problem.severity] += 1
        paths.add(problem.place.path)
    if not paths:
        return "No problems."
    parts = [_counted(counts[severity], noun) for severity, noun in _NOUNS.items() if counts[severity]]
    return f"{', '.join(parts)} in {_counted(len(paths), 'file')}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def format_json(problems: Iterable[Problem]) -> str:
    """Format *problems* as a JSON array; line and column are counted from 1, and both are 0 for a whole file."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "code": problem.code,
                "severity": problem.severity.name.lower(),
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in listed(problems)
        ],
        ensure_ascii=False,
        indent=2,
    )


def format_github(problems: Iterable[Problem]) -> str:
    """Format *problems* as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in listed(problems))


def _lines(problem: Problem, style: _Styler) -> Iterator[str]:
    """The lines of text for one problem: place and message, the source line with a caret under it, and the hint."""
    colour = _COLOURS[problem.severity]
    severity = style(f"{problem.severity.name.lower()}:", colour, True)
    place, message = visible_line(str(problem.place)), visible_line(problem.message)
    yield f"{style(place, None, True)}: {style(problem.code, colour, False)} {severity} {message}"
    source = _source_lines(problem.place.path) if problem.place.line else ()
    if 0 < problem.place.line <= len(source):
        line, column = _clip(source[problem.place.line - 1], problem.place.column)
        number = f"{problem.place.line:6}"
        yield f"{style(f'{number} │', 'bright_black', False)} {line}"
        yield f"{style('       │', 'bright_black', False)} {' ' * (column - 1)}{style('^', colour, True)}"
    if problem.hint:
        yield f"       {style('→', colour, False)} {visible_line(problem.hint)}"


def _clip(line: str, column: int) -> tuple[str, int]:
    """The at most `WIDTH` characters of *line* around *column*, with ellipses, and the column in the result.

    Columns are counted from 1. A tab becomes one space, so that the caret is under its character.
    """
    column = max(1, min(column, len(line) + 1))
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    before = visible(line[start : column - 1]).replace("\t", " ")
    after = visible(line[column - 1 : start + WIDTH]).replace("\t", " ")
    if start > 0:
        before = f"…{before}"
    if start + WIDTH < len(line):
        after = f"{after}…"
    return before + after, len(before) + 1


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = [f"file={_escaped(visible_line(place.path), ':,')}"]
    if place.line:
        properties += [f"line={place.line}", f"col={place.column}"]
    properties.append(f"title={problem.code}")
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    message = visible(message)
    return f"::{_ANNOTATIONS[problem.severity]} {','.join(properties)}::{_escaped(message)}"


def _escaped(value: str, also: str = "") -> str:
    """*value* with the characters escaped that end a command, and those of *also*, which end a property."""
    # GitHub's own encoding: github.com/actions/toolkit, packages/core/src/command.ts.
    for mark in ("%", "\r", "\n", *also):
        value = value.replace(mark, f"%{ord(mark):02X}")
    return value


def _plain(piece: str, colour: str | None, bold: bool) -> str:
    return piece


def _coloured(piece: str, colour: str | None, bold: bool) -> str:
    import click

    return click.style(piece, fg=colour, bold=bold or None)


_source_lines = cache(files.source_lines)
