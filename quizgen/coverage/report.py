"""The report on what a bank covers, in the form that a curator asks for."""

from pathlib import Path

from quizgen.bank import lock
from quizgen.bank.load import (
    require,
)
from quizgen.bank.lock import Lock
from quizgen.base.files import (
    shown,
)
from quizgen.coverage.measure import measure
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages


def report(path: Path, texts: Path | None, form: str) -> str:
    """What the bank at *path* covers, as ``text``, ``json`` or ``html``; raises Failure where the bank has errors."""
    bank, _ = require(path)
    locked = lock.read(bank.folder, shown(bank.folder / lock.LOCK), bank.head.id) or Lock(bank=bank.head.id)
    found = copies.locate(bank, copies.find_texts(bank, texts), locked)
    coverage = measure(bank, found)
    if form == "json":
        from quizgen.coverage.json import as_json

        return as_json(coverage)
    if form == "html":
        from quizgen.coverage.html import render

        return render(bank, found, coverage, cite_passages(bank, found, copies.take_fingerprints(bank, found, locked)))
    from quizgen.coverage.text import as_text

    return as_text(coverage)
