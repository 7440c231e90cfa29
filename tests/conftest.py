"""What the tests share: small banks of our own, written to a temporary folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from quizgen.bank.bank import Bank
from quizgen.bank.load import load
from quizgen.bank.new import NewBank
from quizgen.bank.sample import init

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What CI says of a change is to hang on the change alone: its examples are the same each time. Everywhere else they are
# new ones. ``brief`` looks at a tenth of them, where the same tests have just passed in another environment;
# ``thorough`` at fifty times as many.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("brief", parent=settings.get_profile("ci"), max_examples=10)
settings.register_profile("thorough", max_examples=5_000, deadline=None)

CHROMIUM = shutil.which("chromium")

HEAD = """\
format: 1
id: small
title: A small bank
version: "1.0"
language: en
licence: CC0 1.0
report: Tell your teacher.
texts:
  tale:
    short: The Tale
    author: The quizgen contributors
    title: The Tale
    published: written for these tests
    file: tale.txt
    begins: Once upon a time there
    sections:
      start: {title: The start, summary: How it starts.}
      end: {title: The end, summary: How it ends.}
passages:
  T1:
    section: start
    from: Once upon a time there
    label: A miller
    gist: A miller lives by a river.
  T2:
    section: end
    from: In the end he left
    label: Departure
    gist: The miller leaves.
deck:
  id: tale
  name: The Tale
  description: A tale.
  select: {texts: [tale]}
questions:
"""

ITEM = """\
  - short: miller
    at: T1
    ask: Who lived by the river in the tale?
    answer: a miller
"""

SAMPLE = NewBank(id="well-sample", title="The well at Lindenau", language="en")
"""What the sample bank of the tests says of itself."""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a bank whose head ends with *questions*, and further files; returns the head's path."""

    def make(questions: str = ITEM, *, head: str = HEAD, **files: str) -> Path:
        path = tmp_path / "questions.yaml"
        path.write_text(head + questions, encoding="utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The folder of a new sample bank."""
    init(tmp_path / "sample", SAMPLE)
    return tmp_path / "sample"


@pytest.fixture
def sample_bank(sample: Path) -> Bank:
    """A new sample bank, loaded."""
    bank, problems = load(sample)
    assert not problems
    assert bank is not None
    return bank


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium, one for all tests of a process: Playwright does not start twice in one."""
    if not CHROMIUM:
        pytest.skip("no chromium on the PATH: pages are tested in it (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
