"""Problems as a reader sees them: as text with the line and a caret, as JSON, as GitHub's annotations."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from quizgen.base.problem import Problem, Severity

WIDTH = 100
"""Characters of a source line that are shown; of a longer one those round the caret."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_Style = Callable[[str, str | None, bool], str]
"""How a piece of a report is set: the piece, its colour, and whether it is bold."""
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* by file and place; of those at one place the gravest first."""
    return sorted(problems, key=lambda each: (each.place, -each.severity, each.code, each.message))


def format_text(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """*problems* for a terminal or a file, file by file, each with its line of source and the way out."""
    style = _coloured if colour else _plain
    files = groupby(ordered(problems), key=lambda each: each.place.path)
    return "\n\n".join("\n".join(line for each in group for line in _lines(each, style)) for _, group in files)


def summarise(problems: Iterable[Problem]) -> str:
    """How many problems there are, by severity, and in how many files; one line."""
    listed = list(problems)
    if not listed:
        return "No problems."
    counts = [(sum(each.severity is grade for each in listed), grade.name.lower()) for grade in reversed(Severity)]
    parts = [f"{count} {'note' if name == 'info' else name}{'s' * (count > 1)}" for count, name in counts if count]
    files = len({each.place.path for each in listed})
    return f"{', '.join(parts)} in {files} file{'s' * (files > 1)}."


def format_json(problems: Iterable[Problem]) -> str:
    """*problems* as a JSON array; line and column count from 1, and 0 stands for the whole file."""
    return json.dumps(
        [
            {
                "path": each.place.path,
                "line": each.place.line,
                "column": each.place.column,
                "code": each.code,
                "severity": each.severity.name.lower(),
                "message": each.message,
                "hint": each.hint,
            }
            for each in ordered(problems)
        ],
        ensure_ascii=False,
        indent=2,
    )


def format_github(problems: Iterable[Problem]) -> str:
    """*problems* as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "\n".join(_annotation(each) for each in ordered(problems))


def _lines(problem: Problem, style: _Style) -> Iterator[str]:
    colour = _COLOURS[problem.severity]
    grade = style(f"{problem.severity.name.lower()}:", colour, True)
    yield f"{style(str(problem.place), None, True)}: {style(problem.code, colour, False)} {grade} {problem.message}"
    source = _source(problem.place.path)
    if 0 < problem.place.line <= len(source):
        line, column = _cut(source[problem.place.line - 1], problem.place.column)
        number = f"{problem.place.line:6}"
        yield f"{style(f'{number} │', 'bright_black', False)} {line}"
        yield f"{style('       │', 'bright_black', False)} {' ' * (column - 1)}{style('^', colour, True)}"
    if problem.hint:
        yield f"       {style('→', colour, False)} {problem.hint}"


def _cut(line: str, column: int) -> tuple[str, int]:
    """At most `WIDTH` characters of *line* round *column*, and the column there."""
    column = max(1, min(column, len(line) + 1))
    line = line.replace("\t", " ")
    if len(line) <= WIDTH:
        return line, column
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    before, after = "…" if start else "", "…" if start + WIDTH < len(line) else ""
    return f"{before}{line[start : start + WIDTH]}{after}", column - start + len(before)


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = [f"file={_escaped(place.path, ':,')}"]
    where += [f"line={place.line}", f"col={place.column}"] if place.line else []
    where += [f"title={problem.code}"]
    said = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_ANNOTATIONS[problem.severity]} {','.join(where)}::{_escaped(said)}"


def _escaped(value: str, also: str = "") -> str:
    # The runner's own encoding: github.com/actions/toolkit, packages/core/src/command.ts.
    for mark in ("%", "\r", "\n", *also):
        value = value.replace(mark, f"%{ord(mark):02X}")
    return value


def _plain(piece: str, colour: str | None, bold: bool) -> str:
    return piece


def _coloured(piece: str, colour: str | None, bold: bool) -> str:
    import click

    return click.style(piece, fg=colour, bold=bold or None)


@cache
def _source(path: str) -> tuple[str, ...]:
    try:
        return tuple(Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n"))
    except OSError:  # it went away, or it is a folder
        return ()
