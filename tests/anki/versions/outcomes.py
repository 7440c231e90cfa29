"""What came of a scenario, and what has to come of each: in every version of Anki the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizgen.anki.notetypes import notetype
from tests.anki.conftest import drawn, guid_of
from tests.anki.versions.term import CORRECTED, HOME, KEPT, NEW, OTHER, TYPES, correct

Snapshot = Mapping[str, Any]
NAMES = {guid_of(sample): sample.item for sample in (*CORRECTED.values(), KEPT, NEW)}
ALL = frozenset(TYPES)
NONE: frozenset[str] = frozenset()
GAP = "cloze/2"
"""The card of the deletion that is new."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the student's last step did."""

    corrected: frozenset[str] = ALL
    """The types whose note is as the second package has it; the others are as they were."""
    cards: Mapping[str, str]
    """The decks of the new cards, by the names of their notes and their places."""
    tags: Mapping[str, tuple[str, ...]]
    """The tags of the new notes, by their names."""
    harm: tuple[str, ...] = ()
    """What the student had and has no longer, and what nobody asked for."""


def outcome(before: Snapshot, after: Snapshot) -> Outcome:
    new_cards = after["cards"].keys() - before["cards"].keys()
    new_notes = after["notes"].keys() - before["notes"].keys()
    return Outcome(
        corrected=frozenset(key for key in TYPES if is_corrected(key, before, after)),
        cards={name_of(card): after["cards"][card]["deck"] for card in new_cards},
        tags={NAMES.get(guid, guid): tuple(after["notes"][guid]["tags"]) for guid in new_notes},
        harm=(*harm_around(before, after), *harm_to_notes(before, after)),
    )


def name_of(card: str) -> str:
    """The name of a card: "cloze/2" for the third of that note."""
    guid, _, place = card.rpartition("/")
    return f"{NAMES.get(guid, guid)}/{place}"


def is_corrected(key: str, before: Snapshot, after: Snapshot) -> bool:
    """Whether a note that the student had was changed, and is as corrected in those of our fields that it has."""
    guid = guid_of(CORRECTED[key])
    note = after["notes"].get(guid)
    if guid not in before["notes"] or note == before["notes"][guid]:
        return False
    correction = drawn(correct(CORRECTED[key]))
    fields = [field for field in notetype(key).bank_fields if field.name in note["fields"]]
    return all(note["fields"][field.name] == correction.value(field.key) for field in fields)


def harm_to_notes(before: Snapshot, after: Snapshot) -> Iterator[str]:
    for guid, old in before["notes"].items():
        new, name = after["notes"].get(guid), NAMES.get(guid, guid)
        is_as_it_was = new == old
        if name in TYPES and is_corrected(name, before, after):
            is_as_it_was = students_part(new, name) == students_part(old, name)
        if not is_as_it_was:
            yield f"note {name}: {new} instead of {old}"


def students_part(note: Mapping[str, Any], key: str) -> dict[str, Any]:
    """A note without the bank's fields."""
    ours = {field.name for field in notetype(key).bank_fields}
    return {**note, "fields": {name: value for name, value in note["fields"].items() if name not in ours}}


def harm_around(before: Snapshot, after: Snapshot) -> Iterator[str]:
    """What happened to note types, decks, reviews, and the cards that there were."""
    for part in ("types", "decks", "reviews"):
        if after[part] != before[part]:
            yield f"{part}: {after[part]} instead of {before[part]}"
    for card, old in before["cards"].items():
        if after["cards"].get(card) != old:
            yield f"card {name_of(card)}: {after['cards'].get(card)} instead of {old}"


def expected(
    corrected: frozenset[str] = ALL,
    *,
    gap: str = HOME,
    cards: Mapping[str, str] = {},
    tags: Mapping[str, tuple[str, ...]] = {},
) -> Outcome:
    """An outcome without harm; *gap* is the deck of the new deletion's card."""
    return Outcome(corrected=corrected, cards={**cards, **({GAP: gap} if "cloze" in corrected else {})}, tags=tags)


WITH_PACKAGE = expected(cards={"new/0": OTHER}, tags={"new": NEW.tags})
EXPECTED: Mapping[str, Outcome] = {
    "nothing": expected(),
    "the three steps": WITH_PACKAGE,
    "files before the package": WITH_PACKAGE,
    "files after the package": WITH_PACKAGE,
    "two spare fields deleted": expected(),
    "My notes moved to first place": expected(NONE),
    "My notes moved to second place": expected(),
    "Id moved to last place": expected(),
    "last field deleted": expected(),
    "last two fields deleted": expected(),
    "Says deleted": expected(),
    "Question deleted": expected(),
    "Id deleted": expected(),
    "a field added": expected(),
    "a field added in first place": expected(NONE),
    "a field added that is called guid": expected(),
    "Question renamed": expected(),
    "Id renamed": expected(NONE),
    "My notes renamed": expected(),
    "a template deleted": expected(),
    "types renamed": expected(),
    "types cloned": expected(),
    "notes changed to clones": expected(NONE),
    "notes changed to Basic": expected(NONE),
    "notes changed to Basic, types deleted": expected(NONE),
    "types deleted": expected(NONE),
    "types deleted, Cloze in use": expected(NONE),
    "types deleted, an own type in use": expected(NONE),
    "decks renamed": expected(gap="Exam: History Terror"),
    "decks nested": expected(gap="School::History Terror"),
    # Anki puts the card of a note whose other cards are in several decks into the current one.
    "cards in two decks": expected(gap="Elsewhere"),
    "cards in two decks, the three steps": WITH_PACKAGE,
    # A text import adds what it does not find: to the current deck, and without the tags that the file does not have.
    "notes deleted": expected(
        NONE,
        cards={f"{name}/0": "Elsewhere" for name in TYPES} | dict.fromkeys(("cloze/1", GAP, "entry/1"), "Elsewhere"),
        tags=dict.fromkeys(TYPES, ()),
    ),
}
"""By the names of the scenarios."""
