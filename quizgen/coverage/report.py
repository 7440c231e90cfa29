"""The report on what a bank covers, in the format that a curator asks for."""

from pathlib import Path

from quizgen.coverage.measure import measure
from quizgen.passages.workspace import open_workspace


def coverage_report(path: Path, texts: Path | None, format_: str) -> str:
    """Return what the bank at *path* covers, as ``text``, ``json`` or ``html``; raises Failure where it has errors."""
    workspace = open_workspace(path, texts)
    coverage = measure(workspace.bank, workspace.copies)
    match format_:
        case "json":
            from quizgen.coverage.json import as_json

            return as_json(coverage)
        case "html":
            from quizgen.coverage.html import render

            return render(workspace.bank, workspace.copies, coverage, workspace.citations)
        case _:
            from quizgen.coverage.text import as_text

            return as_text(coverage)
