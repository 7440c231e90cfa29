"""The words that outputs print beside the bank's own, from the section `labels` of a language pack."""

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache

from quizgen.base.problem import Place, Problem, Severity
from quizgen.base.value import frozen
from quizgen.languages.packs import FALLBACK, PACKS, Language, Pack, languages, section
from quizgen.languages.ranges import numbered


@frozen
class ClaimWords:
    """The words that say who claims something, through whom we know it, and on what basis; {…} are filled in."""

    knew: str
    """Behind a name: from the claimant's own knowledge."""
    hearsay: str
    """Behind a name: from hearsay."""
    inference: str
    """Behind a name: the claimant's own conclusion."""
    inferred: str
    """In place of a name: the answer is concluded from the text, and nobody in it says so."""
    reported: str
    """{speaker}, whose words reach us only through {reporter}."""
    listing: str
    """The last two of several names."""

    def basis(self, basis: str) -> str:
        """Return the words for a basis: knew, hearsay or inference; any other, as of a newer form, as it is."""
        return {"knew": self.knew, "hearsay": self.hearsay, "inference": self.inference}.get(basis, basis)


def listed(names: Sequence[str], words: ClaimWords) -> str:
    """Return *names* as a list in a sentence: "Reiss, Orlov and Trepper"."""
    if len(names) < 2:
        return "".join(names)
    return words.listing.format(first=", ".join(names[:-1]), last=names[-1])


@frozen
class Labels:
    """The words of one language; {…} are filled in."""

    name: str
    """Before the line for the student’s name."""
    date: str
    """Before the line for the date."""
    group: str
    """Before the line for class or group."""
    score: str
    """Before the line for the marks won."""
    version: str
    """The version’s letter."""
    all_versions: str
    """In its place, where a leaf is for the versions {first} to {last}."""
    minutes: str
    """The expected time."""
    mark: str
    """One mark."""
    marks: str
    """Several marks."""
    page: str
    """The page’s number, of {total}."""
    seed: str
    """The seed, in the footer."""
    lettered: str
    """Which version a leaf for all of them shows: its {letter}."""
    revision: str
    """The bank’s revision, in the footer."""
    paragraph: str
    """One paragraph of the source."""
    paragraphs: str
    """Paragraphs {first} to {last}."""
    line: str
    """One printed line."""
    lines: str
    """Lines {first} to {last}."""
    quote: str
    """Words {text} in quotation marks."""
    worth_each: str
    """What each question of a block is worth: {worth}."""
    page_marks: str
    """Before the line for the marks won on a page."""
    block_choose: str
    """The heading of a block of questions with options."""
    block_judge: str
    """Of statements to judge."""
    block_fill: str
    """Of texts with gaps."""
    block_join: str
    """Of columns to match."""
    block_arrange: str
    """Of events to put in order."""
    block_reply: str
    """Of short answers."""
    block_copied: str
    """Of words to copy from a passage."""
    block_discuss: str
    """Of longer answers."""
    choose: str
    """The task where one option is right."""
    choose_several: str
    """The task where {count} options are right."""
    judge: str
    """The task beside a statement."""
    yes: str
    """The statement is true."""
    no: str
    """The statement is false."""
    correction: str
    """Before the lines for the corrected statement."""
    fill: str
    """The task beside gaps."""
    fill_bank: str
    """The task beside gaps with a word bank."""
    fill_spare: str
    """The task beside gaps with a word bank that has words to spare."""
    gap: str
    """Read out in place of gap {number}."""
    join: str
    """The task beside two columns to match."""
    join_surplus: str
    """Added to that task where {count} options are left over."""
    join_lines: str
    """Read aloud before the left side of a question to match, each entry with a line for a letter."""
    join_letters: str
    """Read aloud before its right side, each entry with a letter."""
    arrange: str
    """The task beside events to order."""
    copied: str
    """The task where words of the passage are copied."""
    copied_own: str
    """The same, where the sheet does not show the passage."""
    gist: str
    """Before the gist of a passage."""
    glossary: str
    """The heading of the glossary."""
    in_text: str
    """Before forms of a name that the text uses."""
    timeline: str
    """The heading of the timeline."""
    when: str
    """Over the dates of the timeline."""
    what: str
    """Over the events of the timeline."""
    where: str
    """Over the places in the text."""
    before: str
    """Over the summary of a section."""
    lacking: str
    """Below the summaries, where {places} stand in the sheet only in brief."""
    questions: str
    """The heading of the questions."""
    across: str
    """The heading of questions that join several sections."""
    together: str
    """Over questions that join passages printed before."""
    texts: str
    """The heading of the bibliography."""
    report: str
    """Before the way to report an error."""
    licence: str
    """Before the licence."""
    key: str
    """The heading of the answer key."""
    teacher: str
    """The heading of the teacher’s edition."""
    check: str
    """The heading of the page on which students check themselves."""
    shared_by_all: str
    """What all versions share: the same questions at {numbers}."""
    shared_by_two: str
    """What the versions {first} and {second} share: the same questions at {numbers}."""
    shared_by_many: str
    """What {count} of {pairs} pairs of versions share; {first} and {second} share most, the questions at {numbers}."""
    shared_letters: str
    """What all versions share: the letters of the questions with {codes}."""
    in_full: str
    """Over the answers in full, below the keys of all versions."""
    made_from: str
    """Below a key: how to make the sheet again from the saved {form}, or from questions with these {codes}."""
    worth: str
    """Over the marks."""
    number: str
    """Over the numbers of questions."""
    answer: str
    """Over the answers."""
    answers: str
    """The answers of an HTML sheet, folded away."""
    accept: str
    """Before further answers that count."""
    unused: str
    """Before letters that match nothing."""
    points: str
    """Before the points of a strong answer."""
    why: str
    """Before the rationale."""
    wrong: str
    """Before the reasons against the wrong options."""
    evidence: str
    """Before the place of the evidence."""
    code: str
    """Over the codes of questions that no text supports."""
    says: str
    """Before those who claim it."""
    claim: ClaimWords
    """Who claims something, and how they know it."""
    sources: str
    """Before what is known from elsewhere."""
    note: str
    """Before a word to the teacher."""
    recall: str
    """The level recall."""
    understand: str
    """The level understand."""
    analyse: str
    """The level analyse."""
    evaluate: str
    """The level evaluate."""
    passages: str
    """Over the passages that only the teacher's edition prints."""
    plan: str
    """In the room to plan an answer."""
    flip_long: str
    """In the margin of cards to cut out: how to print them."""
    flip_short: str
    """The same, for printers that turn the sheet on its short edge."""

    def reference(self, first: int, last: int) -> str:
        """Return the paragraph or the range of paragraphs; empty where *first* is 0, an unknown number."""
        return numbered(first, last, self.paragraph, self.paragraphs)

    def block(self, block: str) -> str:
        """Return the heading of a block of a test: choose, judge, fill, join, arrange, reply, copied or discuss."""
        heading: str = getattr(self, f"block_{block}")
        return heading

    def level(self, level: str) -> str:
        """Return the name of a level: recall, understand, analyse or evaluate. Raises KeyError."""
        names = {
            "recall": self.recall,
            "understand": self.understand,
            "analyse": self.analyse,
            "evaluate": self.evaluate,
        }
        return names[level]

    def line_reference(self, first: int, last: int) -> str:
        """Return the printed line or the range of printed lines."""
        return numbered(first, last, self.line, self.lines)


@lru_cache(maxsize=PACKS)
def labels(language: Language) -> Labels:
    """Return the labels of *language*, in English what its pack lacks."""
    entries = section(language, "labels")
    words = {field.name: entries[field.name] for field in fields(Labels)}
    words["claim"] = ClaimWords(**{**section(FALLBACK, "labels")["claim"], **entries["claim"]})
    return Labels(**words)


def unlabelled(tag: str, pack: Pack, place: Place) -> tuple[Problem, ...]:
    """Return a warning at *place* if worksheets in the language *tag*, by its *pack*, have labels of another language.

    Where the pack has some, how many it lacks is told with the pack.
    """
    if "labels" in pack:
        return ()
    message = f"there are no words for sheets in “{tag}”: “Name”, “Answer key” and the like are printed in English"
    hint = f"There are some in {', '.join(languages())}; write others into languages/{tag}.yaml beside the bank."
    return (Problem(place=place, code="W405", message=message, hint=hint, severity=Severity.WARNING),)
