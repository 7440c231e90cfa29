"""The files of a worksheet: which leaves are drawn in which formats, and from which versions."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.format.schema import Ref
from quizgen.bank.model import Selection
from quizgen.bank.paper import Leaf
from quizgen.base.problem import Problem
from quizgen.base.value import frozen
from quizgen.publish.cut_cards import CutCardsRequest, cut_cards
from quizgen.publish.paths import leaf_name
from quizgen.worksheet.cards.model import Flip
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.model import Form
from quizgen.worksheet.view.edition import Edition
from quizgen.worksheet.view.view import Excerpts


@frozen
class LeafFile:
    """One file of a worksheet before it is drawn."""

    forms: tuple[Form, ...]
    """The version whose leaf it is, or all versions."""
    leaf: Leaf
    format: str
    per_page: int = 8
    """The cards of a page, where it is of cards to cut out."""
    flip: Flip = Flip.LONG
    """The edge on which the printer turns a sheet of cards."""

    def name(self, edition: Edition | None = None) -> str:
        """Return the name of the file in the folder of its worksheet."""
        return leaf_name(self.forms[0], self.leaf, self.format, edition)

    @property
    def version(self) -> str:
        """The letter of its version; empty where all versions have it in common, or there is one alone."""
        return self.forms[0].version if self.leaf.is_for_one_version and self.forms[0].versions > 1 else ""

    @property
    def is_first(self) -> bool:
        """Whether it is the PDF of the first version of the sheet, of which a picture shows the worksheet."""
        return (self.leaf, self.format) == (Leaf.SHEET, "pdf") and self.version in ("", "A")

    def draw(
        self, bank: Bank, citations: Mapping[str, Citation], excerpts: Excerpts, edition: Edition | None = None
    ) -> tuple[bytes, tuple[Problem, ...]]:
        """Return the content of the file and the warnings about it. Raises Failure where no card can be made."""
        if self.leaf is not Leaf.CARDS:
            return draw_bank_form(bank, self.forms, self.leaf, self.format, excerpts, edition)
        problems: list[Problem] = []
        data = cut_cards(bank, citations, self._cards(bank, edition), problems=problems)
        return data, tuple(problems)

    def _cards(self, bank: Bank, edition: Edition | None) -> CutCardsRequest:
        """Return what makes cards of the questions of the forms, but for those that are for paper alone."""
        form = self.forms[0]
        items = (bank.items[question.item] for question in form.questions if question.item in bank.items)
        ids = tuple(Ref(item.id) for item in items if item.has_cards)
        return CutCardsRequest(
            select=Selection(ids=ids) if ids else None,
            title=form.title,
            edition=edition or Edition(paper=form.paper),
            per_page=self.per_page,
            flip=self.flip,
        )


def drawings(
    forms: tuple[Form, ...],
    leaves: Iterable[Leaf],
    formats: Collection[str],
    *,
    per_page: int = 8,
    flip: Flip = Flip.LONG,
) -> Iterator[LeafFile]:
    """Yield the files of these *leaves*, in each of the *formats* that a leaf has."""
    for leaf in dict.fromkeys(leaves):
        for format_ in leaf.formats:
            if format_ not in formats or (leaf is Leaf.COLLATED and len(forms) < 2):
                continue
            for printed in [(form,) for form in forms] if leaf.is_for_one_version else [forms]:
                yield LeafFile(forms=printed, leaf=leaf, format=format_, per_page=per_page, flip=flip)
