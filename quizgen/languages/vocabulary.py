"""The words of a language by which texts are read and rules judge: numbers, little words, charges, questions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from functools import lru_cache
from typing import Any, get_origin

from quizgen.base.folding import fold_word
from quizgen.base.value import frozen
from quizgen.languages.packs import PACKS, Language, section


@frozen
class Vocabulary:
    """The words of one language, in lower case where no other case is named; the sets are folded, without marks.

    Empty where the pack of the language does not have them. A tuple keeps the order of the pack.
    """

    small_numbers: tuple[str, ...] = ()
    """The cardinals from zero to nineteen: the index of each is its value."""
    tens: tuple[str, ...] = ()
    """The cardinals twenty, thirty and so on to ninety."""
    hundred: str = ""
    """The word for 100 within a number."""
    number_scales: tuple[str, ...] = ()
    """The words for a thousand and each thousand times more."""
    number_scale_plurals: tuple[str, ...] = ()
    """The plurals of `number_scales`, in their order, where they are counted: “zwei Millionen”."""
    number_and: str = ""
    """The word that may join the parts of a number: “two hundred and five”."""
    one_forms: tuple[str, ...] = ()
    """Further forms of the number one, such as those of an article that is the same word."""
    compound_and: str = ""
    """What joins a unit with the ten behind it in one word: “einundzwanzig”; empty where numbers are no such words."""
    compound_one: str = ""
    """The number one at the head of such a word."""
    compound_ordinal: str = ""
    """What makes an ordinal of such a word, before the `ordinal_word_endings`: “hundertste”."""
    small_ordinals: tuple[str, ...] = ()
    """The ordinals from zeroth to nineteenth: the index of each is its value."""
    tens_ordinals: tuple[str, ...] = ()
    """The ordinals twentieth, thirtieth and so on to ninetieth."""
    ordinal_word_endings: tuple[str, ...] = ()
    """The endings that the ordinals above take: “dritten”, “dritter”."""
    share_article: str = ""
    """The article that makes a share of an ordinal: “a third of”; empty where ordinals are no shares."""
    shares: Mapping[str, int] = field(default_factory=dict)
    """Words for a part that are no ordinals, such as “half”, each with its denominator."""
    share_plurals: Mapping[str, int] = field(default_factory=dict)
    """The plurals of `shares`, each with its denominator."""
    number_words: frozenset[str] = frozenset()
    """Words in which a number is spelt out; “one” and “first”, which mostly count nothing, are left out."""
    loose_numbers: Mapping[str, int] = field(default_factory=dict)
    """Words by which a text may mean a number without naming it, such as “both”, each with this number."""
    per_cent: tuple[str, ...] = ()
    """The ways to write “%” in words, which may be two words."""
    partitive: str = ""
    """The word between a number and what it is taken from: “half of them”."""
    articles: tuple[str, ...] = ()
    """The articles, in all their forms: typed in front of an answer or left out, they make no difference."""
    indefinite_articles: tuple[str, ...] = ()
    """The articles that can stand for one: “a hundred”, “an hour”."""
    time_units: Mapping[str, str] = field(default_factory=dict)
    """The word for one of each of: hour, day, week, fortnight, month, year, decade."""
    decade_endings: tuple[str, ...] = ()
    """The endings that make a decade of a year in figures: “1930s”."""

    verb_months: tuple[str, ...] = ()
    """The names of months that are verbs as well, with their capitals."""
    before_months: tuple[str, ...] = ()
    """Words after which such a name is a month: “in May”, “early March”."""
    day_joiners: tuple[str, ...] = ()
    """Words that join two days of one month: “11 and 12 February”."""
    day_fillers: tuple[str, ...] = ()
    """Words that may stand between a joining word and a day: “to the 12th”."""
    day_of: tuple[str, ...] = ()
    """Words between a day and its month: “the third day of June”."""
    day_articles: tuple[str, ...] = ()
    """Words that may stand between a month and its day, or before a day that is spelt out: “on the eleventh”."""
    day_prepositions: tuple[str, ...] = ()
    """Words after which “the eleventh” is a day: “on the eleventh”."""
    year_prepositions: tuple[str, ...] = ()
    """Words that may stand between a month and its year."""

    stop_words: frozenset[str] = frozenset()
    """Words that carry no fact."""
    determiners: frozenset[str] = frozenset()
    """Where nouns have capitals too: words before a noun, such as articles and possessives."""
    names_with_articles: frozenset[str] = frozenset()
    """Where nouns have capitals too: names that stand behind an article, as a noun does."""
    noun_endings: tuple[str, ...] = ()
    """Where nouns have capitals too: folded endings by which a word is no name."""
    demonym_endings: tuple[str, ...] = ()
    """Where nouns have capitals too: endings that make the people of a place, “die Lindenauer”."""
    name_endings: tuple[str, ...] = ()
    """The endings that a name takes in a sentence: “Brandts”."""
    adjective_endings: tuple[str, ...] = ()
    """The endings of adjectives that stand before a noun, in a term or an office: “der Roten Armee”."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations whose full stop ends no sentence, in the case in which they are written."""

    formula_words: frozenset[str] = frozenset()
    """The little words that join names and offices: “deputy mayor of the Lower Town of Varnholm”."""
    offices: frozenset[str] = frozenset()
    """Words of formulas such as “deputy mayor of the Lower Town”, which have one wording only."""
    titles: frozenset[str] = frozenset()
    """Words that stand before a name and are no part of it."""

    accused_as: frozenset[str] = frozenset()
    """What courts and police call people; some of these words count in certain company only."""
    accused_of: frozenset[str] = frozenset()
    """What courts and police accuse people of."""
    report_stems: tuple[str, ...] = ()
    """Beginnings of words that report a charge instead of stating it."""
    hedges: tuple[str, ...] = ()
    """Whole words that report a charge instead of stating it."""
    equating_words: tuple[str, ...] = ()
    """Words after which someone is what they are accused of being: “was a spy”."""
    punished: tuple[str, ...] = ()
    """Words for a punishment, after which “for treason” states the charge."""
    charge_prepositions: tuple[str, ...] = ()
    """Words between a punishment and its charge: “shot for treason”."""
    verbs_come_last: str = ""
    """“yes” where a verb may stand behind the charge: “wegen Verrats erschossen”."""
    no_words: tuple[str, ...] = ()
    """Words before a charge that deny it: “was no spy”."""
    charges_behind: Mapping[str, str] = field(default_factory=dict)
    """The beginning of a word that is a charge only behind one of these words: “foreign agent”."""
    charges_before: Mapping[str, str] = field(default_factory=dict)
    """The beginning of a word that is a charge only before these words: “enemy of the people”."""

    pointing_words: tuple[str, ...] = ()
    """Words that, at the head of a question, point at something before it."""
    subject_pronouns: tuple[str, ...] = ()
    """Pronouns that can be the subject."""
    pronouns: tuple[str, ...] = ()
    """Pronouns that need a name to point at."""
    cleft_openings: tuple[str, ...] = ()
    """What opens a question whose pronoun points at what follows: “it was … who”."""
    cleft_words: tuple[str, ...] = ()
    """The words that come then: “who”."""
    passage_determiners: tuple[str, ...] = ()
    """Words before one of the `passage_nouns` that speak of the passage at hand."""
    passage_nouns: tuple[str, ...] = ()
    """What a question calls the passage at hand."""
    mentioned: tuple[str, ...] = ()
    """Words before one of the `mentioned_where` that speak of the passage at hand: “mentioned above”."""
    mentioned_where: tuple[str, ...] = ()
    """Where something is mentioned."""
    yes_no_verbs: tuple[str, ...] = ()
    """Verbs with which a question begins whose answer is yes or no."""
    yes_no_answers: tuple[str, ...] = ()
    """Such answers."""
    question_words: tuple[str, ...] = ()
    """Words with which a question begins that can be asked in the negative."""
    question_prepositions: tuple[str, ...] = ()
    """Words that may stand before a question word: “in which”."""
    question_verbs: tuple[str, ...] = ()
    """Verbs of a question, behind which a negation turns it round."""
    clause_openers: tuple[str, ...] = ()
    """Words that open a clause, in which a negation is part of the story."""
    negations: tuple[str, ...] = ()
    """Words that negate a question."""
    idle_negations: tuple[str, ...] = ()
    """Phrases with such a word that turn no question round: “not only”, “at least”."""
    exceptions: tuple[str, ...] = ()
    """Words that ask for what does not fit: “all except”, “least”."""
    after_exception: tuple[str, ...] = ()
    """Words that may follow “except” at the head of a question: “except for which”."""
    joined_question_words: tuple[str, ...] = ()
    """Question words of which two in one question ask two questions: “who and when”."""
    conjunction: str = ""
    """The word that joins two things or two questions: “who and when”."""
    alternative: str = ""
    """The word between two answers that a question offers."""

    catch_alls: tuple[str, ...] = ()
    """The first word of an option that speaks of the other options: “all of the above”."""
    catch_all_determiners: tuple[str, ...] = ()
    """The second word of such an option."""
    catch_all_nouns: tuple[str, ...] = ()
    """The last word of such an option."""
    lone_catch_alls: tuple[str, ...] = ()
    """Words that are such an option by themselves."""
    letter_openers: tuple[str, ...] = ()
    """Words that may stand before two letters of options: “both A and B”."""
    letter_joiners: tuple[str, ...] = ()
    """Words and signs between two letters of options."""
    unfit_openings: Mapping[str, str] = field(default_factory=dict)
    """Openings of options that cannot follow a word in which a stem ends, by this word: “an” and “docker”."""
    fit_openings: Mapping[str, str] = field(default_factory=dict)
    """Openings that can follow it all the same: “a” and “union”."""
    unfit_endings: Mapping[str, str] = field(default_factory=dict)
    """Endings of options that cannot follow a word in which a stem ends, by this word: “ein” and “Versammlung”."""
    singular_verbs: tuple[str, ...] = ()
    """Verbs at the end of a stem that want one thing."""
    plural_verbs: tuple[str, ...] = ()
    """Verbs at the end of a stem that want several."""
    plural_endings: tuple[str, ...] = ()
    """Endings by which an option is known to be several things; empty where an ending does not tell."""
    singular_openers: tuple[str, ...] = ()
    """Words at the head of an option that is one thing."""
    together: tuple[str, ...] = ()
    """The words that say in a question that two answers are right."""
    list_joiners: tuple[str, ...] = ()
    """Words that separate the parts of an answer which is a list."""
    denials: tuple[str, ...] = ()
    """Words by which a correction only denies its claim: “did not”."""
    verb_endings: tuple[str, ...] = ()
    """The endings in which a verb that is denied differs: “opened”, “did not open”."""
    absolutes: frozenset[str] = frozenset()
    """Words that make a claim so absolute that it is probably false."""
    first_words: tuple[str, ...] = ()
    """Words that say which event of a sequence comes first."""
    first_word_stems: tuple[str, ...] = ()
    """Beginnings of further such words."""
    first_example: str = ""
    """What an instruction says where the earliest comes first."""


@lru_cache(maxsize=PACKS)
def vocabulary(language: Language) -> Vocabulary:
    """Return the words of *language*; what its pack lacks is empty."""
    entries = section(language, "vocabulary")
    return Vocabulary(
        **{key.name: _read(key.type, entries[key.name]) for key in fields(Vocabulary) if key.name in entries}
    )


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression, to be put in brackets, that matches any of *words*; nothing where there are none."""
    return "|".join(map(re.escape, filter(None, words))) or r"(?!)"


def _read(kind: Any, entry: Any) -> Any:
    """Return what a pack has under a key as a value of the type *kind*; words in a row are separated by spaces."""
    if kind is str:
        return entry
    if kind == Mapping[str, int]:
        return {word: int(number) for word, number in entry.items()}
    if kind == Mapping[str, str]:
        return entry
    words = entry.split() if isinstance(entry, str) else entry
    return frozenset(map(fold_word, words)) if get_origin(kind) is frozenset else tuple(words)
