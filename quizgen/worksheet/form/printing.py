"""The parts of one version of a worksheet: groups and questions in its order, numbered through."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.claim import claims_of, stands_above
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.items.blocks import Gaps
from quizgen.bank.model import Worksheet
from quizgen.bank.paper import Style
from quizgen.text.inline import NO_PROSE, Prose
from quizgen.worksheet.form.bodies import body
from quizgen.worksheet.form.grouping import SelectedGroup, SelectedPart, SelectedQuestion
from quizgen.worksheet.form.model import Group, Part, PrintedQuestion
from quizgen.worksheet.form.orders import Orders
from quizgen.worksheet.form.word_bank import hidden_gaps, word_bank


def changes_place(worksheet: Worksheet, group: SelectedGroup) -> bool:
    """Return whether *group* moves within its part: questions that join passages stay behind those on each.

    A reading handout is read in one order in all versions.
    """
    return worksheet.style is not Style.READING and len(group.passages) == 1


class Printer:
    """Prints the versions of one worksheet, one after the other."""

    def __init__(self, bank: Bank, worksheet: Worksheet, citations: Mapping[str, Citation]) -> None:
        self._bank, self._worksheet, self._citations = bank, worksheet, citations
        self._orders = Orders(worksheet.seed)
        self._gaps = hidden_gaps(bank) if worksheet.word_bank else ()

    def parts(self, selected: tuple[SelectedPart, ...], letter: str, attempt: int) -> tuple[Part, ...]:
        """Return the parts of the version with this *letter*; each *attempt* gives others, for it may equal a version.

        Version A keeps the curator's order.
        """
        self._orders.begin(letter, attempt)
        numbers = count(1)
        printed: set[str] = set()
        parts = []
        for index, part in enumerate(selected):
            is_first = all(part.section != earlier.section for earlier in selected[:index])
            parts.append(self._part(index, part, numbers, printed, is_first=is_first))
        return tuple(parts)

    def accept(self) -> None:
        """Keep the last parts as a version: further versions differ from it."""
        self._orders.accept()

    def _part(
        self, index: int, part: SelectedPart, numbers: Iterator[int], printed: set[str], *, is_first: bool
    ) -> Part:
        """Return a part, with the summary of its section where it *is_first* of the section in a reading handout."""
        title = summary = NO_PROSE
        if part.section:
            section = self._bank.sections[part.section]
            title = section.title
            if is_first and self._worksheet.style is Style.READING:
                summary = section.summary
        groups = tuple(self._group(group, numbers, printed) for group in self._moved(index, part))
        return Part(title=title, block=part.block, summary=summary, groups=groups)

    def _moved(self, index: int, part: SelectedPart) -> Iterator[SelectedGroup]:
        """Yield the groups of a part in the order of this version, those that stay in their places."""
        moving = (group for group in part.groups if changes_place(self._worksheet, group))
        moved = iter(self._orders.moved(f"part {index}", moving, name=lambda group: group.passages[0]))
        for group in part.groups:
            yield next(moved) if changes_place(self._worksheet, group) else group

    def _group(self, group: SelectedGroup, numbers: Iterator[int], printed: set[str]) -> Group:
        """Return a group with its passages, but for those that were *printed* before."""
        key = f"group {group.selected[0].item.id if group.selected else group.passages[0]}"
        order = self._orders.moved(key, group.selected, name=lambda selected: selected.item.id)
        passages = [passage for passage in group.passages if group.shown and passage not in printed]
        printed.update(passages)
        return Group(
            passages=tuple(_without_text(self._citations[passage]) for passage in group.passages),
            printed=tuple(passages),
            shown=group.shown,
            questions=tuple(self._question(selected, next(numbers)) for selected in order),
        )

    def _question(self, selected: SelectedQuestion, number: int) -> PrintedQuestion:
        item, question = selected.item, selected.question
        return PrintedQuestion(
            number=number,
            item=item.id,
            code=self._bank.code_of(item),
            stem=question.stem,
            body=body(question.block, question.marks, self._orders.of(item.id), self._words(selected)),
            marks=question.marks,
            at=item.at,
            level=item.level.value,
            why=item.why,
            claims=claims_of(self._bank, item),
            above=stands_above(self._bank, item),
            sources=item.sources,
            note=item.note,
        )

    def _words(self, selected: SelectedQuestion) -> tuple[Prose, ...]:
        """Return the word bank of a question, which is the same in all versions."""
        block = selected.question.block
        if self._worksheet.word_bank and isinstance(block, Gaps):
            return word_bank(block, self._gaps, self._worksheet.seed, selected.item.id)
        return ()


def _without_text(citation: Citation) -> Citation:
    """Return the citation without the user's text, which never enters a form."""
    no_paragraphs: tuple[Paragraph, ...] = ()
    return replace(citation, paragraphs=no_paragraphs)
