"""What every leaf says, word for word. After a wanted change: python -m tests.worksheet.test_golden"""

import re
from pathlib import Path

import pytest

from quizgen.bank.paper import Leaf, Style
from quizgen.worksheet.pdf import render as pdf
from tests.sheets import forms, texts
from tests.worksheet.reading import text

LEAVES = (Leaf.SHEET, Leaf.KEY, Leaf.TEACHER, Leaf.STRIP)
GOLDEN = Path(__file__).parent / "golden"


def words(leaf: Leaf, style: Style) -> str:
    """The words of a leaf, a sentence a line; where lines and pages break is another test's matter."""
    select = {"exclude": ("well-story",) if style is Style.READING else ()}  # or there would be no timeline
    versions = forms(style=style, select=select, versions=2, word_bank=True, title="The well", note="Mind the fever.")
    form = versions[1] if leaf.is_for_one_version else versions[0]
    printed = text(pdf.render(form, leaf=leaf, forms=versions, excerpts=texts(form)))
    printed = re.sub(r", ll?\. [\d–]+", "", printed)
    printed = re.sub(rf"sheet · Versions? [AB][^·]*·.*?{form.revision} (Marks.*? / \d+ )?Page \d of \d ?", "", printed)
    return re.sub(r"(?<=[.?!”]) ", "\n", printed.strip()) + "\n"


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("leaf", LEAVES)
def test_a_leaf_says_what_it_said(leaf: Leaf, style: Style) -> None:
    assert words(leaf, style) == (GOLDEN / f"{style}-{leaf}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for style in Style:
        for leaf in LEAVES:
            (GOLDEN / f"{style}-{leaf}.txt").write_text(words(leaf, style), encoding="utf-8")
