"""The process as the system sets it: signals that end it, and streams that are closed or refuse what is written."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final

from quizgen.base.problem import Failure, fail

_ORDINARY: Final = (signal.SIG_DFL, signal.default_int_handler)
"""What handles a signal in a process that nobody has set otherwise."""


class Terminated(BaseException):
    """A signal is to end the process, after all is cleaned up. Its one argument is the signal's number.

    It is no KeyboardInterrupt: click would report one by a status of its own, wherever it comes outside a command.
    """


def status_of(end: Terminated) -> int:
    """Return the exit status as shells have it: 130 for Ctrl-C, 143 for SIGTERM, 129 for SIGHUP."""
    return 128 + int(end.args[0])


@contextmanager
def signals_as_exceptions() -> Iterator[None]:
    """Let Ctrl-C, SIGTERM and SIGHUP raise `Terminated`, where nobody has decided otherwise.

    One that is ignored, as by nohup, stays ignored.
    """
    replaced: list[tuple[int, Any]] = []
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) in _ORDINARY:
                replaced.append((number, signal.signal(number, _terminate)))
    try:
        yield
    finally:
        for number, handler in replaced:
            signal.signal(number, handler)


def _terminate(number: int, _frame: FrameType | None) -> None:
    raise Terminated(number)


def open_closed_streams() -> None:
    """Open the standard streams that the caller closed, so that no other file gets their numbers.

    What is written to standard output then fails, as in other programs; what goes to standard error is dropped.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def refused(error: OSError) -> Failure:
    """Return what to report of an *error* of the system that no room below has explained."""
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "standard output"
    message = f"cannot be read or written: {error.strerror or error}"
    return fail(path, "F105", message, "Check where the output goes, the free space and the permissions.")


def give_up_output() -> None:
    """Drop what the standard streams could not write: Python would try again at the end, and fail again."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
            continue
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
