"""Commands in processes of their own, each of which meets a fault at a chosen point.

``python -m tests.publish.faulty`` reads a trial a line, as JSON, and answers each with its outcome. It has imported all
that a command needs, and forks for each trial, so that a thousand take a minute.
"""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import IO, Any

ROOT = Path(__file__).parents[2]
LONGEST = 60
"""The most seconds that a command may take."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_OPERATIONS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate"}
_NOBODY = 65534


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A command and the fault that it meets; the points of a run are counted from 1, and at 0 nothing happens."""

    command: str
    folder: str
    """The current folder."""
    signal: int = 0
    """The signal that it gets …"""
    operation: int = 0
    """… at this file operation …"""
    line: int = 0
    """… or at this line of the modules that write files."""
    full: int = 0
    """The write from which on the disk is full."""
    most: int = 0
    """The most bytes that a file may have; 0 for any number."""
    meanwhile: str = ""
    """A command that another process runs, from its beginning to its end, at the operation."""
    delay: float = 0
    """The seconds after which another process sends the signal; 0 for one that comes at an operation or a line."""
    clock: float = 0
    """The time in seconds since 1970; 0 for that of SOURCE_DATE_EPOCH."""
    privileged: bool = True
    """Whether it may do whatever this process may."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a command ended: its status, negative where a signal ended it; what it told; how many points it passed."""

    status: int
    told: str
    operations: int = 0
    lines: int = 0
    writes: int = 0


class Laboratory:
    """A process that runs trials."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.publish.faulty"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT), "QUIZGEN_TEXTS": "", "SOURCE_DATE_EPOCH": "1700000000"},
        )

    def run(self, trial: Trial) -> Outcome:
        """Run *trial* and return its outcome."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asdict(trial)), file=self._process.stdin, flush=True)
        return Outcome(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()


class _Points:
    """Counts the points that the command passes, and lets the fault come at the chosen one."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.operations = self.lines = self.writes = 0
        self.is_counting = True

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Count the operations that change files, at their beginning."""
        is_writing = event == "open" and bool(arguments[2] & _WRITING)
        if self.is_counting and (is_writing or event in _OPERATIONS):
            self.operations += 1
            if self.operations == self.trial.operation:
                self._fault()

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:
        """Count the lines of the modules that write files."""
        if Path(frame.f_code.co_filename).name not in ("files.py", "temporary.py"):
            return None
        if event == "line" and self.is_counting:
            self.lines += 1
            if self.lines == self.trial.line:
                self._fault()
        return self.trace

    def open(self, *given: Any, **named: Any) -> Any:
        """Open a file whose writes are counted, and refused from the chosen one on."""
        file = open(*given, encoding=named.pop("encoding", None), **named)  # type: ignore[call-overload] # noqa: SIM115
        write = file.write

        def counted_write(data: bytes) -> Any:
            self.writes += 1
            if self.trial.full and self.writes >= self.trial.full:
                write(data[: len(data) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(data)

        return _Writer(file, counted_write)

    def _fault(self) -> None:
        if self.trial.meanwhile:
            self.is_counting = False
            pid = os.fork()
            if not pid:
                os._exit(_status_of(self.trial.meanwhile))
            assert os.waitpid(pid, 0)[1] == 0
            self.is_counting = True
        else:
            os.kill(os.getpid(), self.trial.signal)


class _Writer:
    def __init__(self, file: IO[bytes], write: Callable[[bytes], Any]) -> None:
        self._file = file
        self.write = write

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _status_of(command: str) -> int:
    from quizgen.cli.main import main

    try:
        main(command.split())
    except SystemExit as end:
        sys.stdout.flush()
        return int(end.code or 0)
    return 0


def _endure(trial: Trial, answers: int, log: int) -> None:
    """Run the command of *trial* in this process, which then ends."""
    from quizgen.base import files

    signal.alarm(LONGEST)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell’s background jobs do without
    os.chdir(trial.folder)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    points = _Points(trial)
    if not trial.privileged and os.geteuid() == 0:
        os.setuid(_NOBODY)
    if trial.most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (trial.most, resource.RLIM_INFINITY))
    if trial.clock:
        del os.environ["SOURCE_DATE_EPOCH"]
        time.time = lambda: trial.clock
    vars(files)["open"] = points.open
    sys.addaudithook(points.audit)
    if trial.line:
        sys.settrace(points.trace)
    status = _status_of(trial.command)
    sys.settrace(None)
    os.write(answers, json.dumps([points.operations, points.lines, points.writes]).encode())
    os._exit(status)


def _outcome(trial: Trial) -> Outcome:
    reader, writer = os.pipe()
    with tempfile.TemporaryFile() as log:
        pid = os.fork()
        if not pid:
            try:
                _endure(trial, writer, log.fileno())
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
            os._exit(99)
        os.close(writer)
        if trial.delay:
            time.sleep(trial.delay)
            os.kill(pid, trial.signal)
        with os.fdopen(reader, "rb") as pipe:
            operations, lines, writes = json.loads(pipe.read() or b"[0, 0, 0]")
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        log.seek(0)
        told = log.read().decode()
    return Outcome(status=status, told=told, operations=operations, lines=lines, writes=writes)


def _warm_up() -> None:
    """Import what a build imports and fill its caches; but let no typst start its threads, which no fork would have."""
    import typst  # noqa: F401

    with tempfile.TemporaryDirectory() as folder:
        for command in ("init {}/bank", "build --quiet --bank {}/bank --format apkg --format html"):
            with redirect_stdout(StringIO()):
                assert _status_of(command.format(folder)) == 0


if __name__ == "__main__":
    _warm_up()
    for sent in sys.stdin:
        print(json.dumps(asdict(_outcome(Trial(**json.loads(sent))))), flush=True)
