"""The bank as the rules read it: every item and passage cut into words once, its names and figures found once."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, TypeVar, cast

from quizgen.bank.bank import Bank
from quizgen.bank.fields import text_fields
from quizgen.bank.items import Item
from quizgen.bank.model import Passage
from quizgen.bank.names import Mention, NameIndex
from quizgen.languages.vocabulary import ENGLISH, vocabulary
from quizgen.passages.anchor.anchor import Status
from quizgen.rules.engine.bank_text import BankText
from quizgen.rules.engine.facts import Facts, held, stated, union
from quizgen.rules.engine.question import QuestionView
from quizgen.text.days import days
from quizgen.text.normalise import Normal, normalise
from quizgen.text.quantities import is_telling, quantities
from quizgen.text.sentences import sentences

if TYPE_CHECKING:
    from quizgen.passages.copies import Copies

_T = TypeVar("_T")


class PassageView:
    """A passage as the user's copy has it."""

    def __init__(self, raw: str, words: tuple[str, ...], facts: Facts) -> None:
        self.raw = raw
        self.facts = facts
        self._words = words

    @cached_property
    def words(self) -> str:
        """Its folded words in a row, a space before and after each."""
        return f" {' '.join(self._words)} "

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences."""
        return tuple(self.raw[start:end] for start, end in sentences(self.raw))


class Words:
    """The folded words of plain texts, most of which are fields of the bank."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def corpus(self) -> BankText:
        """Every text of the bank, field by field."""
        return BankText(tuple(text_fields(self._bank)))

    def __call__(self, text: str) -> tuple[str, ...]:
        """The folded words of *text*."""
        known = self._known.get(text)
        if known is None:
            field = self.corpus.field(text)
            said = self.corpus.normal.words[slice(*field)] if field else normalise(text).words
            known = self._known[text] = said
        return known


class RuleContext:
    """All that the rules look at; what only some of them need is made when the first of them asks."""

    def __init__(self, bank: Bank, found: "Copies | None" = None, codes: frozenset[str] = frozenset()) -> None:
        self.bank = bank
        self.found = found
        self.language = ENGLISH
        """The language whose words the rules go by: English today, whatever the language of the bank."""
        self.vocabulary = vocabulary(self.language)
        """The words of that language."""
        self.words = Words(bank)
        """The folded words of a plain text of the bank."""
        # An item knows the words and not the context: no circle keeps all this alive when the rules have run.
        self.items = tuple(QuestionView(item, self.words) for item in bank.items.values())
        self.names = NameIndex(bank.entries.values(), offices=True)
        self.codes = codes
        """The codes of all rules that there are."""
        self.ran: set[str] = set()
        """The codes of the rules that have run."""
        self.excepted: set[tuple[str, str]] = set()
        """Item and code where an ``ignore:`` has excepted something."""
        self._made: dict[object, object] = {}
        self._normal: dict[str, Normal] = {}
        self._facts: dict[str, Facts] = {}
        self._held: dict[str, Facts] = {}
        self._sources: dict[str, PassageView | None] = {}

    @property
    def corpus(self) -> BankText:
        """Every text of the bank, field by field."""
        return self.words.corpus

    def authors(self, passages: Iterable[Passage]) -> set[str]:
        """The people who are authors of the passages' texts, as far as the bank has them."""
        authors = self.cached(_authors)
        return {author for each in passages for author in authors[self.bank.text_of(each).id]}

    @cached_property
    def changed(self) -> frozenset[str]:
        """The passages that read otherwise in the user's copy than when they were recorded."""
        located = self.found.located if self.found else {}
        return frozenset(name for name, each in located.items() if each.status is Status.CHANGED)

    @cached_property
    def mentioned(self) -> tuple[Mention, ...]:
        """Every mention of a person, by name or by office, or of a term in the bank."""
        return tuple(self.names.mentions(self.corpus.normal.words))

    def cached(self, make: "Callable[[RuleContext], _T]") -> _T:
        """What *make* makes of the context, made for the first rule that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(_T, self._made[make])

    def normal(self, text: str) -> Normal:
        """The folded words of a plain *text* of the bank."""
        known = self._normal.get(text)
        if known is None:
            known = self._normal[text] = self.corpus.normal_of(text) or normalise(text)
        return known

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The people and terms that a plain *text* of the bank names."""
        return tuple(self.names.mentions(self.words(text)))

    def facts(self, text: str) -> Facts:
        """The facts of a plain *text* of the bank."""
        known = self._facts.get(text)
        if known is None:
            field = self.corpus.field(text)
            # In a field of one or two words a first word is a name sooner than in a sentence.
            if field and field[1] - field[0] > 2:
                found = self.cached(_Marks).facts(self, text, *field)
            else:
                found = stated(text, self.normal(text), self.mentions(text), self.corpus.capitals)
            known = self._facts[text] = found
        return known

    def held(self, raw: str) -> Facts:
        """All that *raw*, a stretch of a user's text, can be said to state."""
        known = self._held.get(raw)
        if known is None:
            known = self._held[raw] = held(raw, self.names)
        return known

    def texts(self, item: Item) -> tuple[Facts, ...]:
        """All that the item's texts can be said to state; nothing where the user's copy lacks a passage of them."""
        of_text = self.cached(_of_texts)
        wanted = {self.bank.text_of(each).id for each in self.bank.passages_of(item)}
        return tuple(of_text[text] for text in sorted(wanted)) if wanted.issubset(of_text) else ()

    def source(self, passage: str) -> PassageView | None:
        """The passage with this id in the user's copy; None where it is not known for sure."""
        if passage not in self._sources:
            self._sources[passage] = self._source(passage)
        return self._sources[passage]

    def _source(self, passage: str) -> PassageView | None:
        located = self.found.located.get(passage) if self.found else None
        if self.found is None or located is None or located.span is None:
            return None
        document = self.found.documents[self.bank.text_of(self.bank.passages[passage]).id]
        words = document.normal.words[slice(*document.words(located.span))]
        raw = document.raw[slice(*located.span)]
        return PassageView(raw, words, held(raw, self.names, words))

    def sources(self, item: Item) -> tuple[PassageView, ...]:
        """All passages of *item*, or none where one of them is not known for sure."""
        found = [self.source(each) for each in item.at]
        return tuple(each for each in found if each) if all(found) else ()

    def on_passage(self) -> Iterator[tuple[Passage, tuple[QuestionView, ...]]]:
        """Each passage with the questions that cite it."""
        questions: dict[str, list[QuestionView]] = {each: [] for each in self.bank.passages}
        for each in self.items:
            for name in each.item.at:
                questions[name].append(each)
        for passage in self.bank.passages.values():
            yield passage, tuple(questions[passage.id])


class _Marks:
    """Where in the corpus names and figures are, so that the facts of a field are a slice."""

    def __init__(self, context: RuleContext) -> None:
        self.mentions = [mention.first for mention in context.mentioned]
        named = {word for first, after, _ in context.mentioned for word in range(first, after)}
        self.names = [at for at in context.corpus.capitals.names if at not in named]
        words = context.corpus.normal.words
        telling = frozenset(filter(is_telling, set(words)))
        self.quantities = list(compress(range(len(words)), map(telling.__contains__, words)))

    def facts(self, context: RuleContext, text: str, first: int, after: int) -> Facts:
        """The facts of a field with this *text*, whose words are those from *first* up to *after*."""
        corpus = context.corpus
        entries: dict[str, str] = {}
        for mention in context.mentioned[bisect_left(self.mentions, first) : bisect_left(self.mentions, after)]:
            entries.setdefault(mention.entry.id, corpus.written(mention.first, mention.after))
        named = self.names[bisect_left(self.names, first) : bisect_left(self.names, after)]
        has_quantities = bisect_left(self.quantities, first) < bisect_left(self.quantities, after)
        found = quantities(text, corpus.normal.words[first:after]) if has_quantities else ()
        return Facts(
            quantities={value: text[start:end] for value, start, end in found},
            days=days(text, corpus.normal.words[first:after]) if has_quantities else {},
            entries=entries,
            names={corpus.normal.words[at]: corpus.written(at, at + 1) for at in named},
        )


def _authors(context: RuleContext) -> dict[str, set[str]]:
    """The ids of each text's authors."""
    return {
        text.id: {mention.entry.id for mention in context.mentions(text.author)} for text in context.bank.texts.values()
    }


def _of_texts(context: RuleContext) -> dict[str, Facts]:
    """The facts of each text of which all passages were found."""
    sources: dict[str, list[PassageView | None]] = {text: [] for text in context.bank.texts}
    for passage in context.bank.passages.values():
        sources[context.bank.text_of(passage).id].append(context.source(passage.id))
    return {
        text: union(each.facts for each in found if each) for text, found in sources.items() if found and all(found)
    }
