"""A form as all outputs show it: references, headings, tasks and answers, in the form's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from quizgen.bank.citation import Citation
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.paper import Leaf
from quizgen.languages.labels import Labels, labels
from quizgen.languages.packs import Language, Pack
from quizgen.text.inline import Prose, parse, plain
from quizgen.worksheet.form.model import Bibliography, Form, Group, Part, PrintedQuestion
from quizgen.worksheet.view.answers import Spans, points, remarks, task, typed
from quizgen.worksheet.view.blocks import most_common, part_title, questions_in
from quizgen.worksheet.view.details import SHORT, QuestionDetails, has_options, is_stacked, writing_room
from quizgen.worksheet.view.edition import Room
from quizgen.worksheet.view.entries import bibliography_entry, colophon, footer, glossary_entry, joined_places
from quizgen.worksheet.view.lacking import lacking
from quizgen.worksheet.view.pieces import BESIDE, PassageLine, cut, evidence_key, place_of, supporting
from quizgen.worksheet.view.versions import (
    Glance,
    Printed,
    StripRow,
    answer_in_all,
    at_a_glance,
    printed_in,
    shared,
    strip_rows,
)

LineRanges = Mapping[str, tuple[int, int]]
"""The first and the last printed line of a passage (by its ID) or of a question's evidence (by `evidence_key`)."""
NO_LINE_RANGES: LineRanges = {}
Excerpts = Mapping[str, tuple[Paragraph, ...]]
"""The paragraphs of the user's copy by passage; a mark's label is the ID of the question that it supports."""
NO_EXCERPTS: Excerpts = {}

_NEXT_NUMBER = "\u00a0· "
"""Between the numbers of versions: no line begins with the dot."""


@dataclass(frozen=True, kw_only=True)
class View:
    """One leaf of a form, as text in its language, with the user's text and printed lines where there are any."""

    form: Form
    """What is printed; on a leaf for all versions, the first of them."""
    leaf: Leaf
    forms: tuple[Form, ...] = ()
    """All versions, on a leaf for all of them; otherwise empty."""
    room: Room = Room.STANDARD
    """How much room there is to write."""
    excerpts: Excerpts = field(default_factory=dict)
    """The passages as the user's copies have them; empty without copies."""
    lines: LineRanges = field(default_factory=dict)
    """The printed lines of passages and evidence; empty where the output has no line numbers."""
    pack: Pack | None = None
    """The words of the form’s language; None for those that ship."""

    @property
    def _words(self) -> Language:
        return self.pack or self.form.language

    @cached_property
    def labels(self) -> Labels:
        """The words that outputs print beside the bank's own, in the form's language."""
        return labels(self._words)

    @cached_property
    def passages(self) -> dict[str, Citation]:
        """The passages of the form, by id."""
        return self.form.passages

    @cached_property
    def source_of(self) -> dict[str, Bibliography]:
        """The texts, by the short name that citations use."""
        return {source.short: source for source in self.form.sources}

    @cached_property
    def _printed_in(self) -> dict[str, Printed]:
        return printed_in(self.forms or (self.form,))

    @cached_property
    def at_a_glance(self) -> tuple[Glance, ...]:
        """The keys of all versions side by side; empty where there is one version."""
        return at_a_glance(self.forms, self.labels)

    @cached_property
    def strip(self) -> tuple[StripRow, ...]:
        """What can be ticked for each closed question."""
        return tuple(strip_rows(self.forms, self.labels))

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """What the versions have in common, a sentence each."""
        return tuple(shared(self.forms, self.labels))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {question.item: question.number for question in self.form.questions}

    # ---- Places.

    def place(self, citation: Citation) -> str:
        """Return where a passage is: "¶ 6", with the text's short name where the form draws on several texts."""
        return self._join_places([(citation.source, self._place(citation))])

    def places(self, group: Group) -> str:
        """Return where the passages of a group are."""
        return self._join_places((citation.source, self._place(citation)) for citation in group.passages)

    def _place(self, citation: Citation) -> str:
        return citation.cited.named(self._words) or self.labels.reference(citation.first, citation.last)

    def _join_places(self, places: Iterable[tuple[str, str]]) -> str:
        return joined_places(places, several=len(self.form.sources) > 1)

    @cached_property
    def _referred(self) -> frozenset[str]:
        """The IDs of the questions on some of the passages that the sheet prints together: others stand with theirs."""
        return frozenset(
            question.item
            for group in self.form.groups
            for question in group.questions
            if group.shown and len(question.at) < len(group.passages)
        )

    def _reference(self, question: PrintedQuestion) -> str:
        if question.item not in self._referred:
            return ""
        cited = [self.passages[passage] for passage in question.at]
        lines = [self.lines.get(passage) for passage in question.at]
        places = map(self._with_lines, map(self._place, cited), lines)
        return self._join_places(zip((citation.source for citation in cited), places, strict=True))

    def _evidence(self, question: PrintedQuestion) -> str:
        places = []
        for passage in question.at:
            citation = self.passages[passage]
            marked = supporting(self.excerpts.get(passage, ()), question.item)
            place = place_of(marked, self.labels, self._words) or self._place(citation)
            # Without marked words the whole passage is the evidence.
            lines = self.lines.get(evidence_key(question.item, passage), self.lines.get(passage))
            places.append((citation.source, self._with_lines(place, lines)))
        return self._join_places(places)

    def _with_lines(self, place: str, lines: tuple[int, int] | None) -> str:
        return f"{place}, {self.labels.line_reference(*lines)}" if lines else place

    # ---- Passages and questions.

    @cached_property
    def numbered(self) -> tuple[str, ...]:
        """The IDs of the passages that the sheet prints, in its order: no leaf numbers the lines of other passages."""
        asked = (group for group in self.form.groups if group.shown and group.questions)
        return tuple(passage for group in asked for passage in group.printed)

    @cached_property
    def behind(self) -> tuple[Citation, ...]:
        """The passages that the sheet does not print: the teacher sees them behind the questions, with the evidence."""
        if self.leaf is not Leaf.TEACHER:
            return ()
        places = {source: index for index, source in enumerate(self.source_of)}
        cited = {passage for question in self.form.questions for passage in question.at}
        behind = [self.passages[passage] for passage in cited.difference(self.numbered)]
        return tuple(sorted(behind, key=lambda citation: (places[citation.source], citation.first, citation.passage)))

    def shown(self, group: Group) -> bool:
        """Return whether the passages of a group are printed.

        Those without questions are printed in brief, on the sheet alone, where the user has no copy of the text.
        """
        if not group.questions:
            return self.leaf is not Leaf.TEACHER and self.excerpts.keys().isdisjoint(group.printed)
        return group.shown

    def again(self, group: Group) -> Spans:
        """Return the heading of questions whose passages were all printed before: a label, or words for several."""
        return parse(group.passages[0].label) if len(group.passages) == 1 else typed(self.labels.together)

    def details(self, question: PrintedQuestion) -> QuestionDetails:
        """Return what is printed with *question*, in all leaves together: an output takes what its leaf shows."""
        plan, lines = writing_room(question, self.room)
        return QuestionDetails(
            above=self._above(question),
            task=self._task(question),
            reference=self._reference(question),
            evidence=(evidence := self._evidence(question)),
            support=f"{self.labels.evidence}: {evidence}" if question.at else "",
            worth=self.worth(question.marks),
            plan=plan,
            lines=lines,
            columns=has_options(question, SHORT),
            stacked=is_stacked(question),
            level=self.labels.level(question.level),
            numbers=self._other_numbers(question),
            answer=answer_in_all(self._printed_in[question.item], self.labels),
            points=points(question.body),
            remarks=tuple(remarks(question, self.labels)),
        )

    def _task(self, question: PrintedQuestion) -> str:
        return task(question.body, self.labels, has_text=not self.excerpts.keys().isdisjoint(question.at))

    def _above(self, question: PrintedQuestion) -> str:
        claim = question.claims.line(self.labels.claim) if question.above else ""
        return f"{self.labels.says}: {claim}" if claim else ""

    def numbers(self, question: PrintedQuestion) -> str:
        """Return the number of *question*; on a leaf for all versions, its number in each of them."""
        if len(self.forms) < 2:
            return str(question.number)
        return f"{self.form.version}\u00a0{question.number}{_NEXT_NUMBER}{self._other_numbers(question)}"

    def _other_numbers(self, question: PrintedQuestion) -> str:
        """Return where *question* stands in the other versions, such as "B 9 · C 2"."""
        printed = self._printed_in[question.item][1:]
        return _NEXT_NUMBER.join(f"{version}\u00a0{other.number}" for version, other in printed)

    def worth(self, marks: int) -> str:
        """Return *marks* with their unit."""
        return self.labels.mark if marks == 1 else self.labels.marks.format(count=marks)

    def lines_of(self, passage: str, paragraph: Paragraph) -> tuple[PassageLine, ...]:
        """Return the paragraph in lines, cut wherever evidence for a question of the form begins or ends."""
        return cut(passage, paragraph, self._numbers)

    def beside(self, paragraph: Paragraph) -> str:
        """Return what stands beside a paragraph of a passage: its ¶ number, or the page or article that begins."""
        return paragraph.beside or self.labels.reference(paragraph.number, paragraph.number)

    def is_wide(self, passage: str) -> bool:
        """Return whether what stands beside the paragraphs of a passage needs more room than a ¶ number does."""
        return any(len(self.beside(paragraph)) > BESIDE for paragraph in self.excerpts.get(passage, ()))

    def opening(self, citation: Citation) -> str:
        """Return the opening words of a passage of which the user has no copy: by them it can be found."""
        return "" if citation.passage in self.excerpts else self.labels.quote.format(text=citation.opening)

    # ---- Headings and furniture.

    @property
    def heading(self) -> str:
        """The name of the leaf, such as "Answer key"; empty for the sheet."""
        headings = {Leaf.KEY: self.labels.key, Leaf.TEACHER: self.labels.teacher, Leaf.CHECK: self.labels.check}
        return headings.get(self.leaf, "")

    @property
    def series(self) -> str:
        """The bank's title; empty where the sheet has the same title."""
        return self.form.bank_title if self.form.bank_title != plain(self.form.title) else ""

    @property
    def version(self) -> str:
        """The version as printed, empty where there is only one."""
        if self.form.versions == 1:
            return ""
        if len(self.forms) < 2:
            return self.labels.version.format(letter=self.form.version)
        return self.labels.all_versions.format(first=self.forms[0].version, last=self.forms[-1].version)

    @property
    def title(self) -> str:
        """The title of the file."""
        return " – ".join(part for part in (plain(self.form.title), self.heading, self.version) if part)

    @property
    def time_and_marks(self) -> str:
        """The time for the sheet in minutes and its marks; in a teacher's edition for all, which version it shows."""
        minutes = self.labels.minutes.format(count=self.form.minutes)
        is_one_of_all = len(self.forms) > 1 and self.leaf is Leaf.TEACHER
        lettered = self.labels.lettered.format(letter=self.form.version) if is_one_of_all else ""
        return " · ".join(filter(None, (minutes, self.worth(self.form.marks), lettered)))

    @property
    def footer(self) -> str:
        """All that is needed to print the form again: worksheet, version, seed, and the bank with its revision."""
        return footer(self.form, self.version, self.labels)

    def part_title(self, part: Part) -> Prose:
        """Return the heading over the questions of a part."""
        return part_title(part, self.form, self.labels)

    def common_task(self, part: Part) -> str:
        """Return what is to do in most questions of a block of a test; empty on other sheets."""
        return most_common(map(self._task, questions_in(part))) if part.block else ""

    def common_worth(self, part: Part) -> str:
        """Return what most questions of a block of a test are worth; empty on other sheets."""
        return most_common(self.worth(question.marks) for question in questions_in(part)) if part.block else ""

    def block_task(self, part: Part) -> str:
        """Return what a block of a test says once for its questions: their task, and what each is worth."""
        if not part.block:
            return ""
        worth = self.common_worth(part)
        several = len(questions_in(part)) > 1
        words = (self.common_task(part), self.labels.worth_each.format(worth=worth) if several else f"{worth}.")
        return " ".join(filter(None, words))

    @property
    def lacking(self) -> str:
        """What a reading handout has only in brief, and where to read it; empty where the user has the texts."""
        return lacking(self.form, self.excerpts, self.labels)

    @property
    def glossary(self) -> tuple[Spans, ...]:
        """The entries of the glossary, each on one line."""
        return tuple(glossary_entry(gloss, self.labels) for gloss in self.form.glossary)

    @property
    def texts(self) -> tuple[Spans, ...]:
        """The texts with their bibliographic data, each on one line."""
        return tuple(map(bibliography_entry, self.form.sources))

    @property
    def colophon(self) -> Spans:
        """Where to report an error, and the licence of the questions."""
        return colophon(self.form, self.labels)
