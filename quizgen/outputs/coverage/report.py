"""The report on what a bank covers, in the form that a curator asks for."""

from pathlib import Path

from quizgen import lock, passages
from quizgen.coverage import measure
from quizgen.load import require, shown
from quizgen.lock import Lock


def report(path: Path, texts: Path | None, form: str) -> str:
    """What the bank at *path* covers, as ``text``, ``json`` or ``html``; raises Failure where the bank has errors."""
    bank, _ = require(path)
    locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id) or Lock(bank=bank.head.id)
    found = passages.locate(bank, passages.folder(bank, texts), locked)
    coverage = measure(bank, found)
    if form == "json":
        from quizgen.outputs.coverage.data import as_json

        return as_json(coverage)
    if form == "html":
        from quizgen.outputs.coverage.html import render

        return render(bank, found, coverage, passages.citations(bank, found, passages.prints(bank, found, locked)))
    from quizgen.outputs.coverage.text import as_text

    return as_text(coverage)
