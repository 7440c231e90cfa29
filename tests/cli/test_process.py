"""Signals that end a command, and streams that are closed or refuse what is written."""

import errno
import io
import os
import signal
import sys
import threading
from typing import Any

import pytest

from quizgen.cli.main import main
from quizgen.cli.process import (
    Terminated,
    give_up_output,
    open_closed_streams,
    refused,
    signals_as_exceptions,
    status_of,
)


@pytest.mark.parametrize(
    ("name", "handler"),
    [("SIGINT", signal.default_int_handler), ("SIGTERM", signal.SIG_DFL), ("SIGHUP", signal.SIG_DFL)],
)
def test_a_signal_ends_a_command_and_its_handler_is_put_back(name: str, handler: Any) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, handler)
    try:
        with pytest.raises(Terminated) as end, signals_as_exceptions():
            signal.raise_signal(number)
        assert status_of(end.value) == 128 + number
        assert signal.getsignal(number) is handler
    finally:
        signal.signal(number, before)


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals_as_exceptions():
            signal.raise_signal(signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_thread_leaves_signals_alone() -> None:
    handlers: list[object] = []

    def run() -> None:
        with signals_as_exceptions():
            handlers.append(signal.getsignal(signal.SIGTERM))

    before = signal.getsignal(signal.SIGTERM)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert handlers == [before]


@pytest.mark.parametrize("method", ["make_context", "invoke"])
def test_a_signal_ends_with_the_status_that_shells_know_wherever_it_comes(
    method: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        monkeypatch.setattr(main, method, interrupt)
        with pytest.raises(SystemExit) as stop:
            main(["list"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert (stop.value.code, capsys.readouterr().err) == (130, "\nAborted!\n")


def test_streams_that_the_caller_closed_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    system_open = os.open

    def remember(path: str, flags: int) -> int:
        opened.append(system_open(path, flags))
        return opened[-1]

    monkeypatch.setattr(os, "open", remember)
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    open_closed_streams()
    output, errors = sys.stdout, sys.stderr
    monkeypatch.undo()
    assert len(opened) == 3
    with pytest.raises(OSError, match="Bad file descriptor"):
        print("lost", file=output, flush=True)
    print("dropped", file=errors, flush=True)
    errors.close()
    os.close(opened[0])


@pytest.mark.parametrize(
    ("error", "path"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "standard output"),
        (OSError(errno.EIO, "Input/output error", "deck.apkg"), "deck.apkg"),
        (OSError(errno.EIO, "Input/output error", b"deck.apkg"), "deck.apkg"),
    ],
)
def test_what_the_system_refuses_is_reported(error: OSError, path: str) -> None:
    (problem,) = refused(error).problems
    assert (problem.place.path, problem.code) == (path, "F105")
    assert str(error.strerror) in problem.message


def test_a_full_disk_ends_a_command_with_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(main, "invoke", fail)
    with pytest.raises(SystemExit) as stop:
        main(["list"])
    assert stop.value.code == 1
    assert "standard output: F105 error: cannot be read or written: No space left on device" in capsys.readouterr().err


def test_output_that_cannot_be_written_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = io.TextIOWrapper(os.fdopen(writer, "wb"), encoding="utf-8")
    stream.write("for nobody")
    monkeypatch.setattr(sys, "stdout", stream)
    give_up_output()
    monkeypatch.undo()
    stream.close()  # which would fail if it still led into the pipe
