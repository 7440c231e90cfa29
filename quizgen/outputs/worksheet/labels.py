"""The words that outputs print beside the bank's own: one YAML file a language."""

from functools import cache
from importlib.resources import as_file, files

from quizgen import schema, yamltree
from quizgen.problem import Failure, Problem
from quizgen.schema import Written, spec, written


@written
class Labels(Written):
    """The words of one language; {…} are filled in."""

    name: str = spec("Before the line for the student’s name.")
    date: str = spec("Before the line for the date.")
    group: str = spec("Before the line for class or group.")
    score: str = spec("Before the line for the marks won.")
    version: str = spec("The version’s letter.")
    minutes: str = spec("The expected time.")
    mark: str = spec("One mark.")
    marks: str = spec("Several marks.")
    page: str = spec("The page’s number, of {total}.")
    seed: str = spec("The seed, in the footer.")
    revision: str = spec("The bank’s revision, in the footer.")
    paragraph: str = spec("One paragraph of the source.")
    paragraphs: str = spec("Paragraphs {first} to {last}.")
    line: str = spec("One printed line.")
    lines: str = spec("Lines {first} to {last}.")
    quote: str = spec("Words {text} in quotation marks.")
    choose: str = spec("Told where one option is right.")
    choose_several: str = spec("Told where {count} options are right.")
    judge: str = spec("Told beside a statement.")
    yes: str = spec("The statement is true.")
    no: str = spec("The statement is false.")
    correction: str = spec("Before the lines for the corrected statement.")
    fill: str = spec("Told beside gaps.")
    fill_bank: str = spec("Told beside gaps with a word bank.")
    fill_spare: str = spec("Told beside gaps with a word bank that has words to spare.")
    gap: str = spec("Read out in place of gap {number}.")
    join: str = spec("Told beside two columns to match.")
    join_surplus: str = spec("Told where {count} options are left over.")
    arrange: str = spec("Told beside events to order.")
    copied: str = spec("Told where words of the passage are copied.")
    copied_own: str = spec("The same, where the sheet does not show the passage.")
    gist: str = spec("Before the gist of a passage.")
    glossary: str = spec("The heading of the glossary.")
    in_text: str = spec("Before forms of a name that the text uses.")
    timeline: str = spec("The heading of the timeline.")
    when: str = spec("Over the dates of the timeline.")
    what: str = spec("Over the events of the timeline.")
    where: str = spec("Over the places in the text.")
    before: str = spec("Over the summary of a section.")
    questions: str = spec("The heading of the questions.")
    across: str = spec("The heading of questions that join several sections.")
    together: str = spec("Over questions that join passages printed before.")
    texts: str = spec("The heading of the bibliography.")
    report: str = spec("Before the way to report an error.")
    licence: str = spec("Before the licence.")
    key: str = spec("The heading of the answer key.")
    teacher: str = spec("The heading of the teacher’s edition.")
    worth: str = spec("Over the marks.")
    number: str = spec("Over the numbers of questions.")
    answer: str = spec("Over the answers.")
    answers: str = spec("The answers of an HTML sheet, folded away.")
    accept: str = spec("Before further answers that count.")
    unused: str = spec("Before letters that match nothing.")
    points: str = spec("Before the points of a strong answer.")
    why: str = spec("Before the rationale.")
    wrong: str = spec("Before the reasons against the wrong options.")
    evidence: str = spec("Before the place of the evidence.")
    says: str = spec("Before those who claim it.")
    knew: str = spec("A claim from own knowledge.")
    hearsay: str = spec("A claim from hearsay.")
    inference: str = spec("A claim by inference.")
    sources: str = spec("Before what is known from elsewhere.")
    note: str = spec("Before a word to the teacher.")
    recall: str = spec("The level recall.")
    understand: str = spec("The level understand.")
    analyse: str = spec("The level analyse.")
    evaluate: str = spec("The level evaluate.")

    def reference(self, first: int, last: int) -> str:
        """The ¶ or the range of them; empty where it is not known."""
        if not first:
            return ""
        if first == last:
            return self.paragraph.format(number=first)
        return self.paragraphs.format(first=first, last=last)

    def basis(self, basis: str) -> str:
        """On what a claim rests."""
        return {"knew": self.knew, "hearsay": self.hearsay, "inference": self.inference}[basis]

    def level(self, level: str) -> str:
        """The name of a level."""
        names = {
            "recall": self.recall,
            "understand": self.understand,
            "analyse": self.analyse,
            "evaluate": self.evaluate,
        }
        return names[level]

    def line_reference(self, first: int, last: int) -> str:
        """The printed line or the range of them."""
        return self.line.format(number=first) if first == last else self.lines.format(first=first, last=last)


FALLBACK = "en"


def languages() -> tuple[str, ...]:
    """The languages that have labels."""
    names = (each.name for each in (files(__package__) / "labels").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def labels(language: str) -> Labels:
    """The labels of *language*, those of its base language, or the English ones.

    Raises Failure where they are broken.
    """
    base = language.partition("-")[0]
    name = next((each for each in (language, base) if each in languages()), FALLBACK)
    problems: list[Problem] = []
    with as_file(files(__package__) / "labels" / f"{name}.yaml") as path:
        node = yamltree.read(path, path.name, problems)
    found = schema.read(Labels, node, schema.Context(path.name, problems)) if node else None
    if found is None:
        raise Failure(*problems)
    return found
