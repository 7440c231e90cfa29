"""Faults sown into a copy of this project's own bank: each a small edit of one line, of the kind that people make.

Where they are sown is chosen by what the questions are like, not by their ids, so that the bank may go on changing.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.entries import Person
from quizgen.bank.format.schema import BankObject
from quizgen.bank.format.tree import Mapping
from quizgen.bank.items import NARRATOR, Item
from quizgen.bank.items.blocks import Lines, Options, Pairs, Sequence
from quizgen.bank.load import load
from quizgen.languages.calendar import calendar_words
from quizgen.passages.copies import Copies
from quizgen.text.normalise import letters
from quizgen.text.sentences import sentences

BANK = Path(__file__).parent.parent.parent
YEAR = r"\b19\d\d\b"
MONTH = f"(?:{'|'.join(calendar_words('en').month_names)})"
NEVER = "1899"
"""A year of which neither text speaks."""


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A fault: what was done, the code that should tell it, and the line where."""

    what: str
    code: str
    path: str
    line: int


class Copy:
    """A copy of the bank whose lines can be changed, none of them ever added before another."""

    def __init__(self, folder: Path, found: Callable[[Bank], Copies]) -> None:
        self.folder = folder
        shutil.copy(BANK / "questions.yaml", folder)
        shutil.copytree(BANK / "decks", folder / "decks")
        bank, _ = load(folder)
        assert bank is not None
        self.bank = bank
        self.found = found(bank)
        self.lines = {
            str(path): path.read_text(encoding="utf-8").split("\n") for path in sorted(folder.rglob("*.yaml"))
        }
        self.used: set[str] = set()

    def write(self) -> None:
        for path, lines in self.lines.items():
            Path(path).write_text("\n".join(lines), encoding="utf-8")

    def block(self, owner: BankObject) -> range:
        """The numbers, from 0, of the lines of an object."""
        place = owner.place()
        lines = self.lines[place.path]
        first = place.line - 1
        margin = len(lines[first]) - len(lines[first].lstrip(" "))
        after = first + 1
        while after < len(lines) and (not lines[after].strip() or _indent(lines[after]) > margin):
            after += 1
        return range(first, after)

    def value(self, owner: BankObject, name: str) -> range:
        """The numbers of the lines of a key's value; of its own line too where the value stands there."""
        path = owner.origin.path
        first = owner.origin.key(name).line - 1
        after = first + 1
        lines = self.lines[path]
        while after in self.block(owner) and (not lines[after].strip() or _indent(lines[after]) > _key(lines[first])):
            after += 1
        return range(first, after)

    def value_or_none(self, owner: BankObject, name: str) -> range:
        """The same, or no lines where the object has no such key."""
        node = owner.origin.node
        return self.value(owner, name) if isinstance(node, Mapping) and name in node else range(0)

    def swap(self, owner: BankObject, name: str, pattern: str, new: str) -> int:
        """Put *new* in place of the first match in a value; the number of the line, or 0 where nothing matches."""
        lines = self.lines[owner.origin.path]
        for number in self.value(owner, name):
            at = lines[number].find(": ") + 2 if number == self.value(owner, name)[0] else 0
            changed, count = re.subn(pattern, lambda _: new, lines[number][at:], count=1)
            if count:
                lines[number] = lines[number][:at] + changed
                return number + 1
        return 0

    def put(self, owner: BankObject, name: str, text: str) -> int:
        """Put *text* in place of a whole value of prose; the number of its line."""
        lines = self.lines[owner.origin.path]
        first, *rest = self.value(owner, name)
        lines[first] = f"{lines[first].split(':')[0]}: {text}"
        for number in rest:
            lines[number] = ""
        return first + 1


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _key(line: str) -> int:
    """Where the key of a line begins: behind the dash of a list."""
    return _indent(line) + (2 if line.lstrip().startswith("- ") else 0)


Sow = Callable[[Copy, Item], tuple[str, int] | None]
"""Sows a fault into a question where it can; its code and line."""


def _at(code: str, line: int) -> tuple[str, int] | None:
    return (code, line) if line else None


def _is_read(item: Item) -> bool:
    return not item.inference and not item.ignore


def swapped_year(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and _is_read(item) and re.search(YEAR, item.answers[0]):
        return _at("Q601", copy.swap(item, "answer", YEAR, NEVER))
    return None


def swapped_year_in_a_gap(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "cloze" and _is_read(item) and any(re.fullmatch(YEAR, answer) for answer in item.answers):
        return _at("Q601", copy.swap(item, "text", rf"(?<=\|){YEAR}", NEVER))
    return None


def neighbouring_day(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q601", _move_date(copy, item, rf"\b(?P<moved>[1-9]|[12]\d)(?= {MONTH}\b)"))


def neighbouring_year(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q601", _move_date(copy, item, rf"(?<=\d ){MONTH} (?P<moved>19\d\d)\b"))


def _move_date(copy: Copy, item: Item, pattern: str) -> int:
    """Count up the day or year of a date in an answer, by one; the number of the line, or 0 where there is none."""
    name = {"short": "answer", "cloze": "text"}.get(item.kind)
    dated = next((match for each in item.answers if (match := re.search(pattern, each))), None)
    if not name or not dated or not _is_read(item):
        return 0
    moved = f"{dated[0].removesuffix(dated['moved'])}{int(dated['moved']) + 1}"
    return copy.swap(item, name, rf"(?<=\|){re.escape(dated[0])}|{re.escape(dated[0])}", moved)


def swapped_figure(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and _is_read(item) and re.match(r"\d\d?\d? ", item.answers[0]):
        return _at("Q601", copy.swap(item, "answer", r"\d+", "777"))
    return None


def _raw(copy: Copy, passage: str) -> str:
    """The raw text of a passage, empty where it was not found."""
    match = copy.found.matches.get(passage)
    if match is None or match.span is None:
        return ""
    start, end = match.span
    return copy.found.documents[copy.bank.text_of(copy.bank.passages[passage]).id].raw[start:end]


def _stranger(copy: Copy, item: Item) -> Person:
    """A person whom the passages of an item do not name."""
    said = " ".join(_raw(copy, each) for each in item.at)
    names = (each for each in copy.bank.people.values() if len(each.name.split()) == 2 and each.name.istitle())
    return next(each for each in names if each.name.split()[-1] not in said and each.name.isascii() and each.variants)


def wrong_name(copy: Copy, item: Item) -> tuple[str, int] | None:
    people = {each.name: each for each in copy.bank.people.values()}
    if item.kind in ("short", "choice") and _is_read(item) and item.answers[0] in people and len(item.answers) == 1:
        return _at("Q602", copy.swap(item, "answer", re.escape(item.answers[0]), _stranger(copy, item).name))
    return None


def wrong_name_in_a_gap(copy: Copy, item: Item) -> tuple[str, int] | None:
    people = {each.name: each for each in copy.bank.people.values()}
    name = next((answer for answer in item.answers if answer in people), "")
    if item.kind == "cloze" and _is_read(item) and name:
        return _at("Q602", copy.swap(item, "text", rf"(?<=\|){re.escape(name)}", _stranger(copy, item).name))
    return None


def key_among_distractors(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and item.options and re.fullmatch(r"[\w ’-]+", item.answers[0]):
        return _at("Q201", copy.swap(item, "distractors", r"(?<=      )[^:]+(?=:)", item.answers[0]))
    return None


def all_of_the_above(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "choice" and not getattr(item, "order", ()):
        return _at("Q202", copy.swap(item, "distractors", r"(?<=      )[^:]+(?=:)", "all of the above"))
    return None


def copied_sentence(copy: Copy, item: Item) -> tuple[str, int] | None:
    raw = _raw(copy, item.at[0])
    for start, end in sentences(raw, "en"):
        sentence = " ".join(raw[start:end].split())
        if 12 <= len(sentence.split()) <= 30 and re.fullmatch(r"[\w ,.’–-]+", sentence) and item.why:
            return _at("Q802", copy.put(item, "why", sentence))
    return None


def missing_witness(copy: Copy, item: Item) -> tuple[str, int] | None:
    voices = [copy.bank.people[each] for each in item.says if each != NARRATOR]
    if len(voices) != 1 or item.kind not in ("short", "choice") or item.ignore:
        return None
    surname = voices[0].name.split()[-1]
    if surname in " ".join(item.answers) or item.prompt.count(surname) != 1 or voices[0].offices:
        return None
    name = voices[0].name if voices[0].name in item.prompt else surname
    return _at("Q701", item.place("ask").line if copy.swap(item, "ask", re.escape(name), "somebody") else 0)


def duplicated_stem(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q501", _append(copy, item)) if item.kind == "short" and item.tags else None


def other_answer(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and item.cards():
        return _at("Q502", _append(copy, item, "nobody has ever told"))
    return None


def _append(copy: Copy, item: Item, answer: str = "") -> int:
    """The same question under another id, with *answer*, at the end of its file; the line of its stem."""
    lines = copy.lines[item.origin.path]
    if answer:
        left_out = {number for name in ("accept", "distractors", "facts") for number in copy.value_or_none(item, name)}
    else:
        left_out = set()
    block = [lines[number] for number in copy.block(item) if number not in left_out]
    if answer:
        block = [f"    answer: {answer}" if line.startswith("    answer:") else line for line in block]
    block[0] = f"  - {item.kind}: {item.id[:36]}-two"
    while not lines[-1].strip():
        lines.pop()
    lines += block
    return len(lines) - len(block) + 1 + next(n for n, line in enumerate(block) if line.startswith("    ask:"))


def strange_form(copy: Copy, item: Item) -> tuple[str, int] | None:
    said = "\n".join(copy.lines[item.origin.path][number] for number in copy.block(item))
    for person in copy.bank.people.values():
        surname = person.name.split()[-1]
        for variant in person.variants:
            other = variant.form.split()[-1]
            is_strange = letters(other) != letters(surname) and letters(other) not in letters(person.name)
            if is_strange and person.name in item.prompt and said.count(surname) == 1 and other not in said:
                return _at("Q703", copy.swap(item, "ask", re.escape(person.name), variant.form))
    return None


def without_its_letters(copy: Copy, item: Item) -> tuple[str, int] | None:
    for name, plain in (("Gorkić", "Gorkic"), ("Münzenberg", "Munzenberg"), ("Rákosi", "Rakosi"), ("Béla", "Bela")):
        if name in item.why:
            return _at("Q704", copy.swap(item, "why", name, plain))
    return None


def strange_fact(copy: Copy, item: Item) -> tuple[str, int] | None:
    if len(item.facts) > 1:
        return _at("Q603", copy.swap(item, "facts", r"(?<=- ).+", "an unheard-of thing"))
    return None


def long_answer(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and not item.options:
        answer = "that nobody could say for certain who had ordered it or why it had been done at that time of the year"
        return _at("Q302", copy.put(item, "answer", answer))
    return None


def list_as_answer(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "short" and not item.options and item.inference:
        return _at("Q303", copy.put(item, "answer", "fear, greed, envy and spite"))
    return None


def yes_or_no(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q103", copy.put(item, "ask", "Was Stalin informed in 1937?")) if item.kind == "short" else None


def pronoun(copy: Copy, item: Item) -> tuple[str, int] | None:
    stem = "He wrote to Stalin in 1938. What did he ask?"
    return _at("Q101", copy.put(item, "ask", stem)) if item.kind == "short" else None


def longest_key(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "choice" and item.inference and not getattr(item, "order", ()):
        key = "a long and careful statement that says far more than any of the others does"
        return _at("Q203", copy.put(item, "answer", key))
    return None


def lost_variant(copy: Copy, item: Item) -> tuple[str, int] | None:
    names = {each.name for each in copy.bank.people.values() if each.variants}
    reply = item.paper().block
    if isinstance(reply, Lines) and reply.typed and item.answers[0] in names and reply.accept:
        return _at("Q304", copy.put(item, "accept", "nobody"))
    return None


def telling_hint(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "cloze" and (hinted := re.search(r"\{\d\|(\w+)\|([^}]+)\}", str(getattr(item, "text", "")))):
        return _at("Q405", copy.swap(item, "text", rf"(?<=\|){re.escape(hinted[2])}(?=\}})", hinted[1]))
    return None


def hidden_stop_word(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q403", copy.swap(item, "text", r"(?<= )of(?= )", "{3|of}")) if item.kind == "cloze" else None


def correction_is_claim(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "truefalse" and len(item.answers) > 1:
        return _at("Q411", copy.put(item, "correction", '"' + str(item.prompt).replace('"', "'") + '"'))
    return None


def fragment(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "truefalse" and len(item.answers) > 1:
        return _at("Q412", copy.put(item, "correction", "nothing of it"))
    return None


def dates_out_of_order(copy: Copy, item: Item) -> tuple[str, int] | None:
    reply = item.paper().block
    if isinstance(reply, Sequence) and sum(bool(re.search(YEAR, step.when)) for step in reply.steps) > 2:
        return _at("Q433", _last(copy, item, "steps", rf"(?<=when: ).*{YEAR}.*", '"1902"'))
    return None


def _last(copy: Copy, item: Item, name: str, pattern: str, new: str) -> int:
    """Put *new* in place of the last match in a value; its line."""
    lines = copy.lines[item.origin.path]
    for number in reversed(copy.value(item, name)):
        lines[number], count = re.subn(pattern, lambda _: new, lines[number])
        if count:
            return number + 1
    return 0


def dated_step(copy: Copy, item: Item) -> tuple[str, int] | None:
    if isinstance(item.paper().block, Sequence):
        return _at("Q432", copy.swap(item, "steps", r"\.$", " in 1937."))
    return None


def no_surplus(copy: Copy, item: Item) -> tuple[str, int] | None:
    reply = item.paper().block
    if isinstance(reply, Pairs) and reply.surplus:
        lines = copy.lines[item.origin.path]
        for number in copy.value(item, "surplus"):
            lines[number] = ""
        return _at("Q422", item.place("pairs").line)
    return None


def other_date(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.why and item.cards():
        return _at("Q901", copy.put(item, "why", "It was known from April 28, 1938 on."))
    return None


def charge(copy: Copy, item: Item) -> tuple[str, int] | None:
    return _at("Q702", copy.put(item, "why", "He was a German spy and had to leave.")) if item.why else None


def no_rationale(copy: Copy, item: Item) -> tuple[str, int] | None:
    if not item.cards() or not item.why:
        return None
    lines = copy.lines[item.origin.path]
    for number in copy.value(item, "why"):
        lines[number] = ""
    return _at("Q307", item.place().line)


def few_marks(copy: Copy, item: Item) -> tuple[str, int] | None:
    if item.kind == "discuss" and item.marks:
        return _at("Q442", copy.put(item, "marks", "2"))
    return None


def missing_key_count(copy: Copy, item: Item) -> tuple[str, int] | None:
    block = item.paper().block
    if isinstance(block, Options) and block.several and " two " in item.prompt:
        return _at("Q209", item.place("ask").line if copy.swap(item, "ask", r"\btwo ", "") else 0)
    return None


QUESTIONS: tuple[tuple[Sow, int], ...] = (
    (neighbouring_day, 2),
    (neighbouring_year, 2),
    (missing_key_count, 1),
    (lost_variant, 1),
    (strange_form, 2),
    (without_its_letters, 2),
    (missing_witness, 3),
    (dates_out_of_order, 2),
    (dated_step, 1),
    (no_surplus, 1),
    (telling_hint, 1),
    (wrong_name_in_a_gap, 2),
    (swapped_year_in_a_gap, 3),
    (hidden_stop_word, 1),
    (correction_is_claim, 1),
    (fragment, 1),
    (few_marks, 1),
    (swapped_year, 2),
    (swapped_figure, 2),
    (wrong_name, 3),
    (key_among_distractors, 3),
    (all_of_the_above, 2),
    (longest_key, 1),
    (copied_sentence, 3),
    (strange_fact, 2),
    (duplicated_stem, 2),
    (other_answer, 1),
    (long_answer, 1),
    (list_as_answer, 1),
    (yes_or_no, 1),
    (pronoun, 1),
    (other_date, 1),
    (charge, 1),
    (no_rationale, 1),
)
"""What is sown into questions, and into how many; what fits few of them comes first."""


def sow(copy: Copy) -> Iterator[Seed]:
    """Sow the faults of `QUESTIONS`, each into a question of its own, spread over the bank."""
    for sower, wanted in QUESTIONS:
        for item in _spread(copy.bank.items.values()):
            if not wanted:
                break
            # A duplicate stands at the end of the file; one a file keeps all lines where they are.
            if item.id not in copy.used and (sown := sower(copy, item)):
                copy.used.add(item.id)
                wanted -= 1
                yield Seed(what=f"{sower.__name__} in {item.id}", code=sown[0], path=item.origin.path, line=sown[1])


def _spread(items: Iterable[Item]) -> list[Item]:
    """All items, those of a file far from each other."""
    listed = list(items)
    return [item for start in range(7) for item in listed[start::7]]


def sow_entries(copy: Copy) -> Iterator[Seed]:
    """A name in its own description, a figure of a gist that the text does not have."""
    described = [each for each in copy.bank.people.values() if each.cards in ("both", "name") and each.variants]
    for person in described[5:40:30]:
        line = copy.value(person, "role")[0] + 1
        copy.put(person, "role", f"A communist whom everybody called {person.name.split()[-1]}")
        yield Seed(what=f"name in the role of {person.id}", code="Q911", path=person.origin.path, line=line)
    gists = [each for each in copy.bank.passages.values() if re.search(YEAR, each.gist)]
    for passage in gists[2:30:20]:
        line = copy.swap(passage, "gist", YEAR, NEVER)
        yield Seed(what=f"year in the gist of {passage.id}", code="P204", path=passage.origin.path, line=line)


def sow_text(copy: Copy, raw: str, text: str) -> tuple[str, list[Seed]]:
    """A copy of a text with a passage moved, one rewritten, one deleted and one merged with its neighbour."""
    placed = [each for each in copy.bank.passages.values() if copy.bank.text_of(each).id == text]
    chosen = {code: placed[at] for code, at in (("P101", 3), ("P104", 12), ("P109", 22), ("P103", 32))}
    for code, passage in chosen.items():
        words = _raw(copy, passage.id)
        assert words
        if code == "P101":
            raw = raw.replace(words, f"A paragraph that was not there before.\n{words}")
        elif code == "P104":
            raw = raw.replace(words, re.sub(r"\b(?:the|and)\b", "one", words))
        elif code == "P109":
            raw = raw.replace(f"{words}\n", "")
        else:
            raw = raw.replace(f"\n{words}", f" {words}")
    return raw, [
        Seed(what=f"{code} for {each.id}", code=code, path=each.origin.path, line=each.place("from").line)
        for code, each in chosen.items()
    ]
