"""Every version of random worksheets is solved from its printed pages and the printed key alone."""

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Level
from quizgen.bank.load import require
from quizgen.bank.paper import Leaf, Paper, Style
from quizgen.base.problem import Failure
from quizgen.languages.labels import labels
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.worksheet.draw import FORMATS, draw
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.form.resolve import resolve_forms
from tests.sheets import KINDS, cited, worksheet
from tests.worksheet.pdf.test_layout import random_bank
from tests.worksheet.reading import text
from tests.worksheet.resolving import READERS, check, docx_key, docx_sheet, squeezed

SHIPPED = Path(__file__).parents[2]


@cache
def shipped() -> tuple[Bank, Mapping[str, Citation]]:
    """The bank that ships, cited without any text."""
    bank = require(SHIPPED)[0]
    locked = lock.read(bank.folder, "lock", bank.head.id)
    assert locked is not None
    return bank, cite_passages(bank, copies.Copies(), locked.passages)


def random_options(random: Random) -> dict[str, Any]:
    """What a worksheet may be asked for."""
    return {
        "style": random.choice([*Style]),
        "seed": random.randrange(100),
        "choice": random.random() < 0.5,
        "word_bank": random.random() < 0.5,
        "section_titles": random.random() < 0.3,
        "paper": random.choice([*Paper]),
    }


def random_forms(bank: Bank, citations: Mapping[str, Citation], random: Random, **options: Any) -> tuple[Form, ...]:
    """As many versions as can differ, four at most, mostly; the fewest that hold a question."""
    for versions in range(random.choice((1, 2, 3, 4, 4, 4)), 0, -1):
        try:
            return resolve_forms(bank, worksheet(versions=versions, **options), citations=citations)
        except Failure as failure:
            if failure.problems[0].code == "W401":
                return ()
    raise AssertionError("one version is always there")


def solve_all(
    bank: Bank, citations: Mapping[str, Citation], forms: tuple[Form, ...], format_: str, choice: bool
) -> None:
    """Draw sheets and key in a format, and solve them."""
    read_sheet, read_key = READERS[format_]
    paragraphs = excerpts(forms[0], bank, citations)
    key = read_key(draw(forms, Leaf.KEY, format_, excerpts=paragraphs))
    sheets = {}
    for form in forms:
        version = form.version if len(forms) > 1 else ""
        sheets[version] = read_sheet(draw((form,), Leaf.SHEET, format_, excerpts=paragraphs))
    items = {question.code: bank.items[question.item] for question in forms[0].questions}
    check(key, sheets, items, labels(bank.head.language), choice)


def solve_random(seed: int, format_: str) -> None:
    random = Random(seed)
    bank, options = random_bank(seed), random_options(random)
    if forms := random_forms(bank, cited(), random, **options):
        solve_all(bank, cited(), forms, format_, options["choice"])


def solve_shipped(seed: int, format_: str) -> None:
    random = Random(seed)
    bank, citations = shipped()
    options = random_options(random)
    select = {
        "kinds": tuple(random.sample(KINDS, random.randint(3, 8))),
        "levels": tuple(random.sample([*Level], random.randint(2, 4))),
        "limit": random.randint(1, 25),
    }
    if forms := random_forms(bank, citations, random, select=select, **options):
        solve_all(bank, citations, forms, format_, options["choice"])


def solve_one(seed: int, format_: str) -> None:
    """Questions made at random, or of the bank that ships: every other one."""
    (solve_shipped if seed % 2 else solve_random)(seed, format_)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("seed", range(2))
def test_a_worksheet_is_solved_from_its_pages(seed: int, format_: str) -> None:
    solve_one(seed, format_)


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("seed", range(2, 22))
def test_many_worksheets_are_solved_from_their_pages(seed: int, format_: str) -> None:
    solve_one(seed, format_)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("format_", "seeds"), [("html", 500), ("pdf", 500), ("docx", 100)])
def test_hundreds_of_worksheets_are_solved_from_their_pages(format_: str, seeds: int) -> None:
    for seed in range(1000, 1000 + seeds):
        solve_one(seed, format_)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(10))
def test_an_office_prints_all_of_a_sheet_and_its_key(seed: int, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice (Debian: libreoffice-writer)")
    random = Random(seed)
    bank, options = random_bank(seed), random_options(random)
    versions = random_forms(bank, cited(), random, **options)
    paragraphs = excerpts(versions[0], bank, cited())
    drawn = {
        "sheet": draw(versions[-1:], Leaf.SHEET, "docx", excerpts=paragraphs),
        "key": draw(versions, Leaf.KEY, "docx", excerpts=paragraphs),
    }
    printed = {}
    for name, data in drawn.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        printed[name] = squeezed(text((tmp_path / f"{name}.pdf").read_bytes()))
    place = 0
    for asked in docx_sheet(drawn["sheet"]):
        rows = [f"{number}____{side}" for number, side in asked.left.items()]
        rows += [f"{letter}{option}" for letter, option in asked.options.items()]
        rows += [f"{letter}☐{event}" for letter, event in asked.events.items()]
        place = printed["sheet"].index(asked.code, place)
        for row in rows:
            place = printed["sheet"].index(row, place)
    key = docx_key(drawn["key"])
    assert all(answered.code in printed["key"] for answered in key.rows)
    for number in {number for _, number in key.glance}:
        assert squeezed(f"{number}{''.join(key.glance[form.version, number] for form in versions)}") in printed["key"]
