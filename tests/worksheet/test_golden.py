"""What every leaf says, word for word. After a wanted change: python -m tests.outputs.worksheet.test_golden"""

import re
from pathlib import Path

import pytest

from quizgen.bank.paper import Style
from quizgen.worksheet.pdf import render as pdf
from quizgen.worksheet.view.edition import Leaf
from tests.sheets import forms, texts
from tests.worksheet.reading import text

GOLDEN = Path(__file__).parent / "golden"


def said(leaf: Leaf, style: Style) -> str:
    """The words of a leaf, a sentence a line; where lines and pages break is another test's matter."""
    form = forms(style=style, versions=2, word_bank=True, title="The well", note="Mind the fever.")[1]
    words = text(pdf.render(form, leaf=leaf, excerpts=texts(form)))
    words = re.sub(r", ll?\. [\d–]+", "", words)
    words = re.sub(rf"sheet · Version B .*?{form.revision} Page \d of \d ?", "", words)
    return re.sub(r"(?<=[.?!”]) ", "\n", words.strip()) + "\n"


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("leaf", Leaf)
def test_a_leaf_says_what_it_said(leaf: Leaf, style: Style) -> None:
    assert said(leaf, style) == (GOLDEN / f"{style}-{leaf}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in Style:
        for one in Leaf:
            (GOLDEN / f"{each}-{one}.txt").write_text(said(one, each), encoding="utf-8")
