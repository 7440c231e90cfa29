"""The reference of the bank's format in Markdown, made from the dataclasses and from examples that are tested.

``python -m docs.reference``, in the root of the repository, writes docs/format.md anew.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import MISSING
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Person, Term, Variant
from quizgen.bank.format import tree
from quizgen.bank.format.schema import MAX_ID, BankObject, Id, Language, YamlField, object_key, yaml_fields
from quizgen.bank.ignore import Ignore
from quizgen.bank.items import KINDS, Item
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.cloze import Accept, GapClaim
from quizgen.bank.items.discuss import Point
from quizgen.bank.items.matching import MatchPair
from quizgen.bank.items.ordering import OrderStep
from quizgen.bank.load import load
from quizgen.bank.model import DeckSpec, File, Head, Passage, RuleSetting, Section, Selection, Text, Worksheet
from quizgen.bank.sessions import Session, Study
from quizgen.base.annotations import Bounds, Enumeration, Many, OneOf, Record, Scalar, Shape
from quizgen.text.inline import Prose

_INTRODUCTION = f"""\
# The format of a bank

*Made from the code by `python -m docs.reference`: do not edit. `quizgen schema` prints the same as a JSON Schema for
editors.*

A bank is a folder with a head, `questions.yaml`, and the files that it includes. All are YAML, in UTF-8.

- **Write text as you mean it.** A key's kind decides how its value is read: `answer: 1911` is the text “1911”, and
  `answer: no` is the word. Text that is longer than a few words, or holds a colon and a space or a space and a `#`,
  goes below `key: >-`, indented.
- **prose** may hold inline Markdown and nothing else: `*emphasis*`, `**strong**`, `` `code` ``, and a backslash before
  a mark. **text** is taken to the letter.
- **id**: letters, digits and single hyphens, at most {MAX_ID} characters. An id that was published never changes and
  never returns for something else; `was:` lists the earlier ones.
- **ref** to a passage, a person …: the id of one that is defined elsewhere in the bank.
- Where a **list** is wanted, one value may stand alone: `at: C1` is `at: [C1]`.
"""
_CHAPTERS: tuple[tuple[str, str, tuple[type[BankObject], ...], tuple[str, ...]], ...] = (
    (
        "The head",
        "The file `questions.yaml`: what the bank is, its texts and their sections, how much each rule weighs.",
        (Head, Text, Section, RuleSetting),
        ("questions.yaml",),
    ),
    (
        "The other files",
        "A file may hold any of these keys, and so may the head. A section file begins with `section:`: to it belong "
        "its passages.",
        (File,),
        (),
    ),
    (
        "Passages",
        "A passage is named by its first words. Where several blocks of the text open so, as in a law, a diary or a "
        "hymn, `under:` names the heading or mark above it (a heading, a date, a page), and `nth:` says which of them "
        "it is; `quizgen check` lists them with what to write. What stands under a mark goes to the next heading, or "
        "to the next mark of its sort: from “Article 5” to “Article 6”. Without `through:` a block that does not end "
        "with a full stop or the like takes the next one along, unless that is a heading; with `until:` the passage "
        "ends within its last block, with the first sentence that ends so. In another copy the fingerprints in the "
        "lock decide first.\n\n"
        "A copy of a text is read by the ending of its name: `.txt` as plain text (Project Gutenberg’s too), `.md` as "
        "Markdown, `.html` as HTML. Its emphasis, headings, lists, tables, quotations, verse and footnotes are shown "
        "as such; files of other kinds, such as PDF, are refused. `[p. 12]`, form feeds and what `marks:` of the text "
        "says are no words of it: `cite: page` cites by them. `cite: article`, `section` or `chapter` goes by headings "
        "such as “Article 5”, “§ 3” or “Chapter II”, and by numbered paragraphs below them, “(2)”; `line` counts the "
        "lines of verse. Where a copy has no such mark, `check` says so, and the passage is cited by its ¶.",
        (Passage,),
        (),
    ),
    (
        "People and terms",
        "A card asks for a person or a term by name, by description, or both.",
        (Person, Term, Variant),
        (),
    ),
    (
        "Decks and worksheets",
        "A question has one home deck; a bundle packs several decks under their own names. A selection takes the "
        "questions that meet every line in it.",
        (DeckSpec, Worksheet, Selection),
        ("decks/strike.yaml",),
    ),
    (
        "A course",
        "The sessions of a course: what is read, studied and printed for each. A question is studied in the session by "
        "which all its passages have been read, and its cards bear the session’s id as a tag.",
        (Session, Study),
        ("decks/course.yaml",),
    ),
)
"""Title, introduction, classes, and the files that show them; without files, objects of the classes are shown."""
_TITLES: Mapping[type[BankObject], str] = {
    Head: "The head itself",
    Text: "A text",
    Section: "A section",
    RuleSetting: "A rule’s weight",
    Person: "A person",
    Term: "A term",
    Variant: "A variant of a name",
    DeckSpec: "A deck",
    Worksheet: "A worksheet",
    Selection: "A selection",
    Session: "A session",
    Study: "New cards of a deck",
    Distractor: "A distractor",
    Accept: "Words that a gap accepts",
    GapClaim: "Whose claim a gap is",
    MatchPair: "A pair",
    OrderStep: "A step",
    Point: "A point",
}
_WITHIN: Mapping[str, tuple[type[BankObject], ...]] = {
    "choice": (Distractor,),
    "cloze": (Accept, GapClaim),
    "match": (MatchPair,),
    "order": (OrderStep,),
    "discuss": (Point,),
}
"""The objects, other than text, that a kind of question is made of."""
EXAMPLES = Path(__file__).parent / "examples"
"""A bank whose parts are the examples of the reference."""
DOCUMENT = Path(__file__).parent / "format.md"
"""The file that the reference is written to."""


def markdown() -> str:
    """The whole reference."""
    return "\n\n".join(part.strip("\n") for part in _parts(EXAMPLES)) + "\n"


def _parts(folder: Path) -> Iterator[str]:
    bank, problems = load(folder)
    assert bank is not None, problems
    yield _INTRODUCTION
    for title, about, classes, files in _CHAPTERS:
        yield f"## {title}"
        yield about
        for cls in classes:
            if cls in _TITLES:
                yield f"### {_TITLES[cls]}"
            yield _table(cls, without=_names(File) if cls is Head else ())
        for name in files:
            yield _code((folder / name).read_text(encoding="utf-8"))
        if not files:
            for cls in classes:
                yield from _examples(bank, cls)
    yield "## Questions"
    yield "The key that names the kind comes first and holds the question’s id."
    yield "### Keys of every question"
    yield _table(Item, without=("id",))
    yield "An exception to a rule, below `ignore:` of a question, a passage or whatever else has the key:"
    yield _table(Ignore)
    for kind in KINDS:
        yield f"### `{kind.kind}`"
        yield _doc(kind)
        yield _table(kind, without=tuple(name for name in _names(Item) if name != "id"))
        for cls in _WITHIN.get(str(kind.kind), ()):
            yield f"{_TITLES[cls]}:"
            yield _table(cls)
        yield from _examples(bank, kind)


def _names(cls: type[BankObject]) -> tuple[str, ...]:
    return tuple(field.attribute for field in yaml_fields(cls))


def _doc(cls: type[BankObject]) -> str:
    return " ".join((cls.__doc__ or "").split())


def _table(cls: type[BankObject], without: tuple[str, ...] = ()) -> str:
    """The keys of *cls*, what each holds, how it is written, and the value where it is left out."""
    rows = ["| key | holds | written as | default |", "|---|---|---|---|"]
    for field in yaml_fields(cls):
        if field.attribute not in without:
            name = f"*{field.key}*" if field.is_object_key else f"`{field.key}`"
            rows.append(f"| {name} | {_cell(field.doc)} | {_written_as(field)} | {_default(field)} |")
    return "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _written_as(field: YamlField) -> str:
    """In words, how the value of a field is written."""
    if field.names:
        words = f"list of refs, each to a {field.names}" if isinstance(field.shape, Many) else f"ref to a {field.names}"
    else:
        words = _in_words(field.shape)
    if field.or_word:
        words += f", or `{field.or_word}`"
    if field.is_object_key:
        words += ", as the key"
    elif field.stands_alone:
        words += "; may stand alone"
    return words


_SCALARS: Mapping[object, str] = {
    str: "text",
    Prose: "prose",
    Id: "id",
    Language: "language tag",
    bool: "yes or no",
    int: "number",
}


def _in_words(shape: Shape) -> str:
    match shape:
        case Scalar():
            return _SCALARS[shape.type] + (f" {shape.bounds}" if shape.bounds else "")
        case Enumeration():
            return ", ".join(f"`{option.value}`" for option in shape.options)
        case Many(inner=OneOf()):
            return "list, each under its kind"
        case Many(bounds=Bounds() as bounds):
            return f"{_in_words(Many(inner=shape.inner))}, at most {bounds.most}"
        case Many(inner=Record() as inner) if object_key(inner.cls):
            return "mapping"
        case Many():
            return f"list of {_in_words(shape.inner)}"
        case Record() | OneOf():
            return "mapping"


def _default(field: YamlField) -> str:
    match field.default:
        case _ if field.default is MISSING:
            return "required" if field.is_required else ""
        case bool():
            return "yes" if field.default else "no"
        case "" | () | None | 0:
            return ""
        case tuple():
            return ", ".join(f"`{word}`" for word in field.default)
        case _:
            return f"`{field.default}`"


def _code(text: str) -> str:
    return f"```yaml\n{text.rstrip()}\n```"


def _examples(bank: Bank, cls: type[BankObject]) -> Iterator[str]:
    """The examples of *cls*, as they were written: each of them has a key that those before it have not."""
    seen: set[str] = set()
    for example in objects(bank):
        node = example.origin.node
        if type(example) is cls and isinstance(node, tree.Mapping) and node.keys() - seen:
            seen |= node.keys()
            yield _code(_lines(example))


def objects(bank: Bank) -> Iterator[BankObject]:
    """The passages, people, terms and questions of a bank."""
    yield from bank.passages.values()
    yield from bank.people.values()
    yield from bank.terms.values()
    yield from bank.questions.values()


def _lines(example: BankObject) -> str:
    """The lines in which an object was written."""
    lines = Path(example.origin.path).read_text(encoding="utf-8").split("\n")
    first = example.place().line - 1
    margin = _indent(lines[first])
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) > margin):
        last += 1
    return textwrap.dedent("\n".join(lines[first:last]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


if __name__ == "__main__":
    DOCUMENT.write_text(markdown(), encoding="utf-8")
