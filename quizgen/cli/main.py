"""The `quizgen` program: it finds the command, and shows every failure as problems."""

import importlib
import io
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import click

from quizgen import __version__
from quizgen.base.problem import Failure, did_you_mean
from quizgen.base.visible import visible
from quizgen.cli.process import (
    Terminated,
    give_up_output,
    open_closed_streams,
    refused,
    signals_as_exceptions,
    status_of,
)
from quizgen.cli.terminal import print_problems

COMMANDS: Final[Mapping[str, str]] = {
    "build": "Build decks and worksheets, all of them or the named ones.",
    "check": "Tell all that is wrong, weak or no longer true to the text.",
    "coverage": "Tell what the bank covers of its texts, and what not.",
    "diff": "Tell what students who have OLD would get (an .apkg or a lock), and what would be at risk.",
    "init": "Begin a new bank in DIR, with a sample text; in a terminal it asks what is not given.",
    "list": "List the items, resolved.",
    "relock": "Accept passages as the text has them now.",
    "rules": "List the rules, and the faults that are always told; with a CODE explain one, with an example.",
    "schema": "Print the JSON Schema of a bank’s files: with it an editor completes and explains.",
    "show": "Show one item with its passage.",
    "worksheet": "Make a worksheet from the questions you choose, with its key.",
}
"""The commands, each in the module of its name, and what they do.

Repeated here, so that --help need not load them all; a test keeps them true.
"""


class _Program(click.Group):
    """A group that loads a command when it is called, and offers the nearest one for an unknown name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"quizgen.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            message = f"No such command “{args[0]}”. {did_you_mean(args[0], COMMANDS)}"
            raise click.UsageError(message, ctx) from error

    def main(self, *args: Any, **options: Any) -> Any:
        """Run the program; a character that a terminal or a pipe cannot encode is written as its number.

        Whatever the system refuses is reported, and SIGTERM ends it as Ctrl-C does.
        """
        try:
            with signals_as_exceptions():
                open_closed_streams()
                for stream in (sys.stdout, sys.stderr):
                    if isinstance(stream, io.TextIOWrapper):
                        stream.reconfigure(errors="backslashreplace")
                return super().main(*args, **options)
        except Terminated as end:
            with suppress(OSError):
                click.echo("\nAborted!", err=True)
            sys.exit(status_of(end))
        except OSError as error:
            with suppress(OSError):  # standard error may be refused too
                print_problems(refused(error).problems)
            give_up_output()
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(visible(error.format_message()), error.ctx) from error
        except Failure as failure:
            print_problems(failure.problems)
            sys.exit(1)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="quizgen")
def main() -> None:
    """Curated question banks, tied to passages, become Anki decks and printable worksheets."""
