"""The bank as the rules read it: each text is cut into words once, and its names and figures are found once."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import compress, pairwise
from typing import TYPE_CHECKING, TypeVar, cast

from quizgen.bank.bank import Bank
from quizgen.bank.fields import text_fields
from quizgen.bank.items import Item
from quizgen.bank.model import Passage, Text
from quizgen.bank.names import Mention
from quizgen.languages.packs import Pack
from quizgen.languages.typography import typography
from quizgen.languages.vocabulary import vocabulary
from quizgen.passages.anchor.anchor import Status
from quizgen.passages.anchor.outline import Outline
from quizgen.passages.facts import Facts, held, stated
from quizgen.rules.engine.bank_text import BankText
from quizgen.rules.engine.exceptions import ExceptionKey
from quizgen.rules.engine.question import QuestionView
from quizgen.text.days import days
from quizgen.text.normalise import Normal, normalise
from quizgen.text.quantities import is_telling, quantities
from quizgen.text.sentences import sentences

if TYPE_CHECKING:
    from quizgen.passages.copies import Copies

_T = TypeVar("_T")


class PassageView:
    """A passage as the user's copy of the text has it."""

    def __init__(self, raw: str, words: tuple[str, ...], facts: Facts, headings: Facts, language: Pack) -> None:
        self.raw = raw
        self.facts = facts
        """All facts that its words can be read to state."""
        self.support = facts | headings if headings else facts
        """Its facts, and those of the headings under which it stands: the number of an article is mostly there."""
        self.language = language
        """The pack of the language of the text."""
        self._words = words

    @cached_property
    def words(self) -> str:
        """The folded words in a row, with a space before and after each."""
        return f" {' '.join(self._words)} "

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The raw sentences, in order."""
        return tuple(self.raw[start:end] for start, end in sentences(self.raw, self.language))


class Words:
    """The folded words of plain texts, most of which are fields of the bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def corpus(self) -> BankText:
        """Every text of the bank, field by field."""
        return BankText(tuple(text_fields(self._bank)), self._bank.pack)

    def __call__(self, text: str) -> tuple[str, ...]:
        """Return the folded words of *text*."""
        words = self._known.get(text)
        if words is None:
            field = self.corpus.field(text)
            words = self.corpus.normal.words[slice(*field)] if field else normalise(text).words
            self._known[text] = words
        return words


class RuleContext:
    """All that the rules read from. What only some rules need is worked out when the first of them asks for it."""

    def __init__(self, bank: Bank, copies: "Copies | None" = None, codes: frozenset[str] = frozenset()) -> None:
        self.bank = bank
        self.copies = copies
        """The user's copies of the texts; None where the check runs without them."""
        self.language = bank.pack
        """The pack of the language of the questions, by whose words the rules go."""
        self.vocabulary = vocabulary(self.language)
        """The words of that language."""
        self.words = Words(bank)
        """The folded words of a plain text of the bank."""
        # A question refers to the words and not to the context: no reference cycle keeps all this in memory afterwards.
        self.items = tuple(QuestionView(item, self.words) for item in bank.questions.values())
        self.names = bank.office_index
        self.codes = codes
        """The codes of all rules that there are."""
        self.ran: set[str] = set()
        """The codes of the rules that have run."""
        self.excepted: set[ExceptionKey] = set()
        """The exceptions that have excepted something."""
        self._made: dict[object, object] = {}
        self._normal: dict[str, Normal] = {}
        self._facts: dict[str, Facts] = {}
        self._held: dict[tuple[str, Pack], Facts] = {}
        self._texts: dict[str, Facts] = {}
        self._outlines: dict[str, Outline] = {}
        self._sources: dict[str, PassageView | None] = {}

    @property
    def corpus(self) -> BankText:
        """Every text of the bank, field by field."""
        return self.words.corpus

    def authors(self, passages: Iterable[Passage]) -> set[str]:
        """Return the ids of the people of the bank who are authors of the passages' texts."""
        authors = self.cached(_authors)
        return {author for passage in passages for author in authors[self.bank.text_of(passage).id]}

    @cached_property
    def changed(self) -> frozenset[str]:
        """The ids of the passages whose words in the user's copy are not those that the lock recorded."""
        matches = self.copies.matches if self.copies else {}
        return frozenset(name for name, match in matches.items() if match.status is Status.CHANGED)

    @cached_property
    def mentioned(self) -> tuple[Mention, ...]:
        """Every mention of a person, by name or by office, or of a term in the bank."""
        return tuple(self.names.mentions(self.corpus.normal.words))

    def cached(self, make: "Callable[[RuleContext], _T]") -> _T:
        """Return ``make(context)``, which is called once for all rules."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(_T, self._made[make])

    def normal(self, text: str) -> Normal:
        """Return the folded words of a plain *text* of the bank, with the way back to its offsets."""
        normal = self._normal.get(text)
        if normal is None:
            normal = self._normal[text] = self.corpus.normal_of(text) or normalise(text)
        return normal

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of people and terms in a plain *text* of the bank, in order."""
        return tuple(self.names.mentions(self.words(text)))

    def facts(self, text: str) -> Facts:
        """Return the facts that a plain *text* of the bank states."""
        facts = self._facts.get(text)
        if facts is None:
            field = self.corpus.field(text)
            # In a field of one or two words a first word is a name sooner than in a sentence.
            if field and field[1] - field[0] > 2:
                facts = self.cached(_Marks).facts(self, text, *field)
            else:
                facts = stated(text, self.normal(text), self.mentions(text), self.corpus.capitals)
            self._facts[text] = facts
        return facts

    def may_name(self, text: str) -> bool:
        """Return whether a plain *text* of the bank may have a name, where nouns have capitals as names do."""
        normal, capitals = self.normal(text), self.corpus.capitals
        if not typography(self.language).nouns_have_capitals:
            return False
        starts = normal.edges[2::2]
        # Two capitals in a row, as in “Weimarer Verfassung”, are mostly a name and what it is.
        is_upper = [text[start].isupper() for start in starts]
        if any(map(all, pairwise(is_upper))):
            return True
        return any(upper and capitals.may_be_name(word) for word, upper in zip(normal.words[1:], is_upper, strict=True))

    def held(self, raw: str, language: Pack) -> Facts:
        """Return all facts that *raw*, in *language*, can be read to state: the generous reading."""
        facts = self._held.get((raw, language))
        if facts is None:
            facts = self._held[raw, language] = held(raw, self.names, language)
        return facts

    def is_foreign(self, item: Item) -> bool:
        """Return whether a text that *item* cites is in another language than the questions."""
        return any(self.is_other_language(self.bank.text_of(passage)) for passage in self.bank.passages_of(item))

    def is_other_language(self, text: Text) -> bool:
        """Return whether *text* is in another language than the questions: a region makes no other language."""
        return text.language.partition("-")[0].lower() != self.bank.head.language.partition("-")[0].lower()

    def texts(self, item: Item) -> tuple[Facts, ...]:
        """Return the facts of each whole text that *item* cites; none if the user does not have all of these texts."""
        matches = self.copies.matches if self.copies else {}
        if any(name not in matches or matches[name].status is Status.WRONG_TEXT for name in item.at):
            return ()
        texts = {self.bank.text_of(passage).id for passage in self.bank.passages_of(item)}
        return tuple(map(self._facts_of, sorted(texts)))

    def _facts_of(self, text: str) -> Facts:
        facts = self._texts.get(text)
        if facts is None and self.copies is not None:
            document = self.copies.documents[text]
            language = self.bank.pack_for(self.bank.texts[text].language)
            facts = self._texts[text] = held(document.raw, self.names, language, document.normal.words)
        assert facts is not None
        return facts

    def outline(self, text: str) -> Outline:
        """Return the outline of the user's copy of the text with this id, which there must be."""
        assert self.copies is not None
        if text not in self._outlines:
            self._outlines[text] = Outline(self.copies.documents[text])
        return self._outlines[text]

    def source(self, passage: str) -> PassageView | None:
        """Return the passage with this id as the user's copy has it, or None if it was not found for sure."""
        if passage not in self._sources:
            self._sources[passage] = self._source(passage)
        return self._sources[passage]

    def _source(self, passage: str) -> PassageView | None:
        match = self.copies.matches.get(passage) if self.copies else None
        if self.copies is None or match is None or match.span is None:
            return None
        text = self.bank.text_of(self.bank.passages[passage]).id
        document = self.copies.documents[text]
        first, after = document.words(match.span)
        words = document.normal.words[first:after]
        raw = document.raw[slice(*match.span)]
        language = self.bank.pack_of_text(self.bank.passages[passage])
        if not vocabulary(language).small_numbers:  # what cannot be read cannot be compared
            return None
        outline = self.outline(text)
        headings = [document.blocks[index] for index in outline.above(document.block_of(first))]
        above = "\n".join(document.raw[heading.start : heading.end] for heading in headings)
        return PassageView(
            raw,
            words,
            held(raw, self.names, language, words),
            self.held(above, language) if above else Facts(),
            language,
        )

    def sources(self, item: Item) -> tuple[PassageView, ...]:
        """Return all passages of *item*, or none if one of them was not found for sure."""
        sources = [source for passage in item.at if (source := self.source(passage))]
        return tuple(sources) if len(sources) == len(item.at) else ()

    def on_passage(self) -> Iterator[tuple[Passage, tuple[QuestionView, ...]]]:
        """Yield each passage with the questions that cite it; a draft asks nothing of it yet."""
        questions: dict[str, list[QuestionView]] = {passage_id: [] for passage_id in self.bank.passages}
        for question in self.items:
            for name in () if question.item.draft else question.item.at:
                questions[name].append(question)
        for passage in self.bank.passages.values():
            yield passage, tuple(questions[passage.id])


class _Marks:
    """Where in the bank's text names and figures are, so that the facts of a field can be cut out of them."""

    def __init__(self, context: RuleContext) -> None:
        self.mentions = [mention.first for mention in context.mentioned]
        named = {word for first, after, _ in context.mentioned for word in range(first, after)}
        self.names = [index for index in context.corpus.capitals.names if index not in named]
        words = context.corpus.normal.words
        telling = frozenset(word for word in set(words) if is_telling(word, context.language))
        self.quantities = list(compress(range(len(words)), map(telling.__contains__, words)))

    def facts(self, context: RuleContext, text: str, first: int, after: int) -> Facts:
        """Return the facts of a field with this *text*, whose words are those from *first* up to *after*."""
        corpus = context.corpus
        entries: dict[str, str] = {}
        for mention in context.mentioned[bisect_left(self.mentions, first) : bisect_left(self.mentions, after)]:
            entries.setdefault(mention.entry.id, corpus.written(mention.first, mention.after))
        named = self.names[bisect_left(self.names, first) : bisect_left(self.names, after)]
        has_quantities = bisect_left(self.quantities, first) < bisect_left(self.quantities, after)
        figures = quantities(text, corpus.normal.words[first:after], context.language) if has_quantities else ()
        return Facts(
            quantities={value: text[start:end] for value, start, end in figures},
            days=days(text, corpus.normal.words[first:after], context.language) if has_quantities else {},
            entries=entries,
            names={corpus.normal.words[index]: corpus.written(index, index + 1) for index in named},
        )


def _authors(context: RuleContext) -> dict[str, set[str]]:
    """Return the ids of each text's authors, by the id of the text."""
    return {
        text.id: {mention.entry.id for mention in context.mentions(text.author)} for text in context.bank.texts.values()
    }
