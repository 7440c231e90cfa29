"""Commands as the tests give them: in this process, what goes to standard error kept apart."""

import inspect
from typing import Any

from click.testing import CliRunner, Result

from quizgen.cli.main import main

# Before click 8.2 a runner keeps standard error apart only where it is told to; since then it always does.
_APART: dict[str, Any] = {"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}


def run(*arguments: str) -> Result:
    """What the command line does with *arguments*; what it does not catch is raised."""
    return CliRunner(**_APART).invoke(main, arguments, catch_exceptions=False)
