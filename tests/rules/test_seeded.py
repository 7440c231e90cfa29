"""Fifty faults sown into copies of this project's own bank are found, each at its line; a clean copy shows none."""

import os
from pathlib import Path

import pytest

from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.base.problem import Problem, Severity
from quizgen.passages.copies import Copies, locate
from quizgen.rules.run import run_rules
from tests.rules.seeds import BANK, Copy, Seed, sow, sow_entries, sow_text

SOWN = 50
MISSED = 2
"""Of the faults that are sown at most so many may go unnoticed."""
_NAMED = os.environ.get("QUIZGEN_TEXTS")
TEXTS = Path(_NAMED) if _NAMED else BANK.parent / "shared" / "texts"
pytestmark = pytest.mark.skipif(not TEXTS.is_dir(), reason="the texts are not shipped")


def checked(folder: Path, texts: Path) -> list[Problem]:
    bank, problems = load(folder)
    assert bank is not None
    return [*problems, *run_rules(bank, found(bank, texts))]


def found(bank: Bank, texts: Path) -> Copies:
    return locate(bank, texts, lock.read(bank.folder, "lock", bank.head.id))


def missed(seeds: list[Seed], problems: list[Problem]) -> list[Seed]:
    places = {(each.code, each.place.path, each.place.line) for each in problems}
    return [seed for seed in seeds if (seed.code, seed.path, seed.line) not in places]


def test_a_clean_copy_shows_nothing(tmp_path: Path) -> None:
    Copy(tmp_path, lambda bank: found(bank, TEXTS))
    assert not [str(each) for each in checked(tmp_path, TEXTS) if each.severity > Severity.INFO]


def test_fifty_faults_are_found_at_their_lines(tmp_path: Path) -> None:
    (tmp_path / "bank").mkdir()
    copy = Copy(tmp_path / "bank", lambda bank: found(bank, TEXTS))
    seeds = [*sow(copy), *sow_entries(copy)]
    copy.write()
    lost = missed(seeds, checked(copy.folder, TEXTS))

    (tmp_path / "other").mkdir()
    other = Copy(tmp_path / "other", lambda bank: found(bank, TEXTS))
    texts = tmp_path / "texts"
    texts.mkdir()
    text = next(iter(other.bank.texts.values()))
    raw, in_text = sow_text(other, (TEXTS / text.file).read_text(encoding="utf-8"), text.id)
    (texts / text.file).write_text(raw, encoding="utf-8")
    lost += missed(in_text, checked(other.folder, texts))

    assert len(seeds) + len(in_text) >= SOWN
    assert len(lost) <= MISSED, lost
