"""The files of a worksheet: which leaves are drawn in which formats, and from which versions."""

from collections.abc import Collection, Iterable, Iterator

from quizgen.bank.bank import Bank
from quizgen.bank.paper import Leaf
from quizgen.base.problem import Problem
from quizgen.base.value import frozen
from quizgen.publish.paths import leaf_name
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import Excerpts


@frozen
class Drawing:
    """One file of a worksheet before it is drawn."""

    forms: tuple[Form, ...]
    """The version whose leaf it is, or all versions."""
    leaf: Leaf
    format: str

    def name(self, edition: Edition | None = None) -> str:
        """Return the name of the file in the folder of its worksheet."""
        return leaf_name(self.forms[0], self.leaf, self.format, edition)

    def draw(self, bank: Bank, excerpts: Excerpts, edition: Edition | None = None) -> tuple[bytes, tuple[Problem, ...]]:
        """Return the content of the file and the warnings about it."""
        return draw_bank_form(bank, self.forms, self.leaf, self.format, excerpts, edition)


def drawings(forms: tuple[Form, ...], leaves: Iterable[Leaf], formats: Collection[str]) -> Iterator[Drawing]:
    """Yield the files of these *leaves*, in each of the *formats* that a leaf has."""
    for leaf in dict.fromkeys(leaves):
        for format_ in leaf.formats:
            if format_ not in formats or (leaf is Leaf.COLLATED and len(forms) < 2):
                continue
            for printed in [(form,) for form in forms] if leaf.is_for_one_version else [forms]:
                yield Drawing(forms=printed, leaf=leaf, format=format_)
