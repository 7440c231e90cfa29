"""Printing: text from anywhere, problems with their summary, JSON as it must be, and how wide the terminal is."""

import os
import sys
from collections.abc import Iterable

import click

from quizgen.base.problem import Problem
from quizgen.base.visible import visible, visible_json


def print_text(text: str, *, err: bool = False) -> None:
    """Print *text*, which may contain what others wrote, with nothing in it that commands a terminal."""
    click.echo(visible(text), err=err)


def print_problems(problems: Iterable[Problem], *, err: bool = True) -> None:
    """Print *problems* and a summary: to standard error, or to standard output where they are the command's result."""
    from quizgen.base import report

    listed = list(problems)
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and not os.environ.get("NO_COLOR")  # no-color.org
    if listed:
        click.echo(report.format_text(listed, colour=colour), err=err, color=colour)
        click.echo(err=err)
    click.echo(report.summarise(listed), err=err)


def print_json(text: str) -> None:
    """Print JSON, which is UTF-8 whatever encoding a pipe has; a stray byte of a path is written as JSON’s escape."""
    click.echo(visible_json(text).encode(errors="backslashreplace"))


def print_page(text: str) -> None:
    """Print a page for the browser, which says itself that it is UTF-8; a terminal gets it as it gets other text."""
    click.echo(visible(text) if sys.stdout.isatty() else text.encode())


def can_ask() -> bool:
    """Return whether somebody is there to answer: both streams are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def columns() -> int:
    """Return the terminal's width in characters; a pipe gets whole lines."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
