"""Reports of problems: as text with the line and a caret, as JSON, and as annotations on GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from quizgen.base.problem import Problem, Severity

WIDTH = 100
"""The most characters of a source line that are shown, which are those around the caret. Our own judgement."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_Styler = Callable[[str, str | None, bool], str]
"""Styles a piece of a report. Its arguments are the piece, the name of its colour or None, and whether it is bold."""
_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sort *problems* by file and place; of those at the same place, the most severe come first."""
    return sorted(problems, key=lambda problem: (problem.place, -problem.severity, problem.code, problem.message))


def format_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """Format *problems* as text, file by file, each with its source line and its hint.

    With *colour*, the text has ANSI codes for a terminal.
    """
    style = _coloured if colour else _plain
    paragraphs = []
    for _, problems_of_file in groupby(ordered(problems), key=lambda problem: problem.place.path):
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
            for problem in ordered(problems)
        ],
        ensure_ascii=False,
        indent=2,
    )


def format_github(problems: Iterable[Problem]) -> str:
    """Format *problems* as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(problem) for problem in ordered(problems))


def _lines(problem: Problem, style: _Styler) -> Iterator[str]:
    """The lines of text for one problem: place and message, the source line with a caret under it, and the hint."""
    colour = _COLOURS[problem.severity]
    severity = style(f"{problem.severity.name.lower()}:", colour, True)
    yield f"{style(str(problem.place), None, True)}: {style(problem.code, colour, False)} {severity} {problem.message}"
    source = _source_lines(problem.place.path) if problem.place.line else ()
    if 0 < problem.place.line <= len(source):
        line, column = _clip(source[problem.place.line - 1], problem.place.column)
        number = f"{problem.place.line:6}"
        yield f"{style(f'{number} │', 'bright_black', False)} {line}"
        yield f"{style('       │', 'bright_black', False)} {' ' * (column - 1)}{style('^', colour, True)}"
    if problem.hint:
        yield f"       {style('→', colour, False)} {problem.hint}"


def _clip(line: str, column: int) -> tuple[str, int]:
    """The at most `WIDTH` characters of *line* around *column*, with ellipses, and the column in the result.

    Columns are counted from 1. A tab becomes one space, so that the caret is under its character.
    """
    column = max(1, min(column, len(line) + 1))
    line = line.replace("\t", " ")
    if len(line) <= WIDTH:
        return line, column
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    before = "…" if start > 0 else ""
    after = "…" if start + WIDTH < len(line) else ""
    return f"{before}{line[start : start + WIDTH]}{after}", column - start + len(before)


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = [f"file={_escaped(place.path, ':,')}"]
    if place.line:
        properties += [f"line={place.line}", f"col={place.column}"]
    properties.append(f"title={problem.code}")
    message = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
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


@cache
def _source_lines(path: str) -> tuple[str, ...]:
    """The lines of the file at *path*; empty if it cannot be read, since a report must not fail."""
    try:
        return tuple(Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n"))
    except OSError:  # it was removed meanwhile, or it is a folder
        return ()
