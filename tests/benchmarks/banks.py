"""Banks of any size to measure with: an invented valley's chronicle and its questions, the same at each call."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random

QUESTIONS = 5
"""On each passage, as in the bank that this project ships."""
PASSAGES = 20
"""In each section, which is a file and has a worksheet."""

_FIRST = ("Torben", "Alva", "Jorun", "Merit", "Osric", "Petra", "Wendel", "Isa", "Halvor", "Nadja", "Rurik", "Tjark")
_BEGIN = ("Ald", "Brun", "Cors", "Drav", "Esk", "Fenn", "Gorm", "Hask", "Ilm", "Jest", "Kolm", "Lorn", "Mirk", "Nord")
_END = ("aker", "berg", "dal", "en", "gard", "holt", "ic", "ing", "low", "man", "mark", "ner", "ost", "rup", "sen")
_TRADES = (
    "cooper",
    "miller",
    "ferryman",
    "printer",
    "glazier",
    "surveyor",
    "weaver",
    "clockmaker",
    "brewer",
    "saddler",
)
_DEEDS = (
    ("bought", "the water rights of the upper mill", "the price was thought too high"),
    ("closed", "the ferry below the chapel", "two winters of ice had broken its landing"),
    ("founded", "a reading room beside the market", "nobody had yet lent books without a pledge"),
    ("lost", "the lease of the quarry road", "the council had found an older claim"),
    ("mended", "the great bell of the valley", "its crack had been blamed on the frost"),
    ("mapped", "the marshes as far as the weir", "the old borders had never been walked"),
    ("opened", "a workshop for twelve apprentices", "orders from the coast could not be met"),
    ("printed", "a list of every debt in the parish", "rumours had grown larger than the sums"),
)
_KINDS = (
    *("short", "short", "choice", "cloze", "discuss"),
    *("short", "truefalse", "choice", "short", "cloze"),
    *("short", "match", "short", "choice", "discuss"),
    *("short", "evidence", "choice", "short", "order"),
    *("short", "cloze", "choice", "truefalse", "discuss"),
)
"""In the shares that they have in the bank that this project ships."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What one passage tells."""

    id: str
    number: int
    name: str
    family: str
    witness: str
    trade: str
    place: str
    year: int
    coins: int
    verb: str
    deed: str
    reason: str

    @property
    def text(self) -> str:
        """The passage: one paragraph of the chronicle."""
        return (
            f"{self.name} of {self.place}, {self.trade} by trade, {self.verb} {self.deed} in {self.year}. "
            f"The matter cost {self.coins} crowns, and {self.reason}. “We were told of it on a Sunday,” wrote "
            f"{self.witness}, “and by Monday half of {self.place} had taken sides.” Whoever reads the accounts of "
            f"{self.year} and {self.year + 1} will find {self.family} named on every second leaf, at first with praise "
            f"– later with a caution that the clerks of {self.place} had learnt from entry no. {self.number}."
        )

    @property
    def opening(self) -> str:
        """Its first five words."""
        return " ".join(self.text.split()[:5])


def events(count: int) -> Iterator[Event]:
    """The chronicle's passages, no two of them alike."""
    random = Random(1)
    families = [f"{start}{middle}{end}" for start in _BEGIN for middle in _END for end in _END]
    names = random.sample([f"{first} {family}" for first in _FIRST for family in families], count)
    for number, name in enumerate(names, 1):
        verb, deed, reason = random.choice(_DEEDS)
        yield Event(
            id=f"P{number}",
            number=number,
            name=name,
            family=name.split()[1],
            witness=f"{random.choice(_FIRST)} {random.choice(_BEGIN)}{random.choice(_END)}",
            trade=random.choice(_TRADES),
            place=f"{random.choice(_BEGIN)}{random.choice(_END)}",
            year=random.randrange(1620, 1890),
            coins=random.randrange(12, 900),
            verb=verb,
            deed=deed,
            reason=reason,
        )


def write(folder: Path, items: int, *, text: bool = False, section: int = PASSAGES) -> Path:
    """Write a bank of so many questions, with its source text where *text* says so; returns its head's path.

    *section* is the number of passages in a section: each is one file.
    """
    passages = [*events(-(-items // QUESTIONS))]
    sections = [passages[start : start + section] for start in range(0, len(passages), section)]
    head = folder / "questions.yaml"
    kinds = cycle(_KINDS)
    _put(head, _head(sections))
    _put(folder / "decks" / "deck.yaml", _deck(len(sections)))
    _put(folder / "decks" / "people.yaml", "people:\n" + "".join(map(_person, passages)))
    remaining = items
    for number, section_events in enumerate(sections, 1):
        questions = [
            _question(kind, event, place, section_events[:9])
            for event in section_events
            for place, kind in enumerate(islice(kinds, QUESTIONS), 1)
        ][:remaining]
        remaining -= len(questions)
        body = f"section: s{number}\n\npassages:\n{''.join(map(_passage, section_events))}\nquestions:\n" + "\n".join(
            questions
        )
        _put(folder / "decks" / f"section-{number:04}.yaml", body)
    if text:
        _put(folder / "texts" / "chronicle.txt", "\n\n".join(event.text for event in passages) + "\n")
    return head


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _head(sections: list[list[Event]]) -> str:
    lines = "".join(
        f"      s{number}:\n        title: Leaves {number}\n        summary: >-\n"
        f"          Of {section[0].name} at {section[0].place}, and of those who came after.\n"
        for number, section in enumerate(sections, 1)
    )
    return f"""\
format: 1
id: valley
title: The chronicle of the valley
version: "1.0"
language: en
licence: CC0 1.0
report: Tell your teacher the short id.
include:
  - decks

texts:
  chronicle:
    short: Chronicle
    author: The clerks of the valley
    title: A chronicle of the valley
    published: written for measurements
    file: chronicle.txt
    begins: {sections[0][0].opening}
    sections:
{lines}"""


def _deck(sections: int) -> str:
    sheets = "".join(
        f"  sheet-{number}:\n    title: Leaves {number}\n    instructions: Read, then answer.\n"
        f"    select:\n      sections: [s{number}]\n      limit: 20\n"
        for number in range(1, sections + 1)
    )
    return (
        "deck:\n  id: valley\n  name: The Valley\n  description: All questions on the chronicle.\n"
        f"  select:\n    texts: [chronicle]\n  entries: people\n\nworksheets:\n{sheets}"
    )


def _person(event: Event) -> str:
    role = f"the {event.trade} of {event.place} who {event.verb} {event.deed} in {event.year}"
    return f"  person-{event.number}:\n    name: {event.name}\n    role: >-\n      {role}\n    at: [{event.id}]\n"


def _passage(event: Event) -> str:
    return (
        f"  {event.id}:\n    from: {event.opening}\n    label: {event.name} at {event.place}\n    gist: >-\n"
        f"      The {event.trade} {event.name} {event.verb} {event.deed} for {event.coins} crowns; {event.place} took\n"
        f"      sides, and praise turned into caution.\n    voices: [person-{event.number}]\n"
    )


def _question(kind: str, event: Event, place: int, near: list[Event]) -> str:
    """One question of a kind, worded from what its passage tells, with events *near* it for wrong options."""
    others = [neighbour for neighbour in near if neighbour is not event]
    lines = [f"  - {kind}: {kind}-{event.number}-{place}", f"    at: {event.id}", "    says: narrator"]
    about = f"{event.name}, the {event.trade} of {event.place}"
    match kind:
        case "short":
            ask, answer = _asked(event)[place % 4]
            lines += ["    tags: [core]", "    ask: >-", f"      {ask}", f"    answer: {answer}", "    typed: yes"]
        case "choice":
            lines += [
                "    ask: >-",
                f"      How many crowns did {about},",
                f"      spend in the affair of {event.year}?",
            ]
            lines += [f"    answer: {event.coins} crowns", "    distractors:"]
            for step, other in enumerate(others[:3], 1):
                wrong = event.coins + step * 7
                lines.append(f"      {wrong} crowns: That is nearer to what {other.family} paid at {other.place}.")
        case "cloze":
            lines += ["    text: >-", f"      In {{1|{event.year}|year}} {event.name} {event.verb} {event.deed}"]
            lines += [f"      at {{2|{event.place}}}; entry {place} gives the sum as {{3|{event.coins}}} crowns."]
        case "truefalse":
            lines += ["    claim: >-", f"      {about}, paid {event.coins + place} crowns in {event.year}."]
            lines += ["    verdict: no", "    correction: >-", f"      {about}, paid {event.coins} crowns."]
        case "match":
            lines += [f"    ask: Match each family of leaf {event.number} with its trade.", "    pairs:"]
            for paired in (event, *others[:4]):
                lines += [f"      pair-{paired.number}:", f"        left: {paired.name}"]
                lines += [f"        right: the {paired.trade} of {paired.place} in {paired.year}"]
            lines += ["    surplus:", f"      - a bell founder whom nobody in {event.place} had met"]
        case "order":
            lines += [f"    ask: Put what happened around leaf {event.number} in order, earliest first.", "    steps:"]
            for stage in sorted((event, *others[:3]), key=lambda stage: stage.year):
                lines += [f"      - text: {stage.name} {stage.verb} {stage.deed}.", f"        when: {stage.year}"]
        case "evidence":
            lines += [f"    ask: Which words show that {event.name} was praised at first? Copy them.", "    answer: >-"]
            lines += [f"      The clerks of {event.place} name the family again and again, kindly to begin with."]
        case "discuss":
            lines += ["    level: evaluate", "    ask: >-", f"      How far can {event.witness} be trusted on {about}?"]
            lines += ["    marks: 6", "    points:", f"      - the witness wrote in {event.place}, close to the event"]
            lines += ["      - hearsay on a Sunday is not an account", f"      - the books of {event.year} say less"]
    lines += ["    why: >-", f"      The clerks of {event.place} were careful with sums – {event.coins} crowns was a"]
    lines += [f"      large one for a {event.trade} – and careless with everything else."]
    lines += ["    facts:", f'      - "{event.year}"', f"      - {event.place}", ""]
    return "\n".join(lines)


def _asked(event: Event) -> tuple[tuple[str, str], ...]:
    """Stems with their answers."""
    return (
        (f"In which year was it, by the chronicle, that {event.name} {event.verb} {event.deed}?", f"{event.year}"),
        (f"Where, according to the chronicle, did {event.name} live when half of the people took sides?", event.place),
        (f"Who wrote of {event.name} that half of {event.place} had taken sides by Monday?", event.witness),
        (f"What was the trade of {event.name}, who {event.verb} {event.deed} at {event.place}?", event.trade),
    )
