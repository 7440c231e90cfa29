"""Every kind of edit, from a reviewed first package to the next: what was changed changes, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from quizgen.publish.updates.diff import diff
from tests.anki.conftest import ALWAYS, Student
from tests.publish.updates.conftest import EDITED, TAGGED, Term
from tests.publish.updates.course import BANK, V2, Bank, Snapshot, at, guid_of, question, snapshot

Edit = Callable[[Bank], None]
WHO = ("who/pair/miller", "who/pair/moll", "who/pair/nobody")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Edits, each built and imported in its turn, and the notes that they concern, as the lock names them."""

    edits: tuple[Edit, ...]
    updated: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    as_before: tuple[str, ...] = ()
    """Of the updated ones: those that in the end say what they said at first; their time alone moves on."""
    cards: int = 0
    """Cards that come."""
    decks: tuple[str, ...] = ()
    """The names of decks that come."""
    older_words: int = 0
    """Notes that show words which have changed since; only the update files bring these."""
    empty: tuple[tuple[str, int], ...] = ()
    """Cards that Tools → Empty Cards then offers: the note, and the card's place."""


def set_(id_: str, **values: Any) -> Edit:
    return lambda bank: question(bank, id_).update(values)


def drop(id_: str) -> Edit:
    return lambda bank: bank["questions"].remove(question(bank, id_))


def add(**values: Any) -> Edit:
    return lambda bank: bank["questions"].append(values)


def put(*path: str, **values: Any) -> Edit:
    """Set values of what lies at *path*: ``put("people", "moll", role="…")``."""

    def edit(bank: Bank) -> None:
        target = bank
        for name in path:
            target = target.setdefault(name, {})
        target.update(values)

    return edit


def replace(id_: str, **values: Any) -> Edit:
    def edit(bank: Bank) -> None:
        place = bank["questions"].index(question(bank, id_))
        bank["questions"][place] = values

    return edit


def together(*edits: Edit) -> Edit:
    def edit(bank: Bank) -> None:
        for edit in edits:
            edit(bank)

    return edit


def in_between(bank: Bank) -> None:
    bank["questions"].insert(1, {"short": "wheels", "at": "T1", "ask": "How many wheels?", "answer": "one"})


def pairs(edit: Callable[[dict[str, Any]], Any]) -> Edit:
    return lambda bank: edit(question(bank, "who")["pairs"])


def restored(bank: Bank) -> None:
    bank["questions"].insert(2, question(BANK, "villages"))


def without_people(bank: Bank) -> None:
    del bank["decks"]["people"]
    bank["decks"]["all"]["bundle"].remove("people")


CASES = {
    "nothing": Case(edits=(lambda bank: None,)),
    "reworded": Case(edits=(set_("age", ask="How old had the mill become?"),), updated=("age/short",)),
    "reworded twice": Case(
        edits=(set_("age", ask="How old had the mill become?"), set_("age", ask="How old did the mill become?")),
        updated=("age/short",),
    ),
    "reworded and back": Case(
        edits=(set_("age", ask="How old had the mill become?"), set_("age", ask="How old was the mill?")),
        updated=("age/short",),
        as_before=("age/short",),
    ),
    "retagged": Case(edits=(set_("age", tags=["core"]),), updated=("age/short",)),
    "another level": Case(edits=(set_("age", level="understand"),), updated=("age/short",)),
    "moved to another section": Case(edits=(set_("age", at="T3"),), updated=("age/short",)),
    "moved to another text": Case(edits=(set_("keys", at="D1"),), updated=("keys/short",)),
    "its passage moved to another section": Case(
        edits=(put("passages", "T3", section="start"),), updated=("keys/short", "story/order", *WHO)
    ),
    "a section renamed": Case(edits=(put("texts", "tale", "sections", "end", title="How it ends"),), older_words=5),
    "a text renamed": Case(edits=(put("texts", "tale", short="Mill"),), older_words=12),
    "a gist reworded": Case(edits=(put("passages", "T1", gist="It is very old."),), older_words=5),
    "a session given": Case(edits=(put("sessions", late={"title": "Frost", "read": ["winter"]}),), older_words=2),
    "re-kinded": Case(
        edits=(
            replace(
                "age",
                choice="age",
                at="T1",
                ask="How old was the mill?",
                answer="two hundred years",
                distractors={"a hundred years": "Double it.", "new": "It was old."},
            ),
        ),
        new=("age/choice",),
        withdrawn=("age/short",),
        cards=1,
        empty=(("age/short", 0),),
    ),
    "reordered": Case(edits=(lambda bank: bank["questions"].reverse(),)),
    "put in between": Case(edits=(in_between,), new=("wheels/short",), cards=1),
    "added": Case(
        edits=(add(short="bread", at="D1", ask="What was missing?", answer="bread"),), new=("bread/short",), cards=1
    ),
    "withdrawn": Case(edits=(drop("villages"),), withdrawn=("villages/choice",), empty=(("villages/choice", 0),)),
    "withdrawn and restored": Case(
        edits=(drop("villages"), restored), updated=("villages/choice",), as_before=("villages/choice",)
    ),
    "renamed": Case(edits=(set_("age", short="years", was=["age"]),), older_words=1),
    "renamed twice": Case(
        edits=(set_("age", short="years", was=["age"]), set_("years", short="old", was=["age", "years"])),
        older_words=1,
    ),
    "typed switched on": Case(edits=(set_("age", typed=True),), updated=("age/short",)),
    "another answer accepted": Case(edits=(set_("age", accept=["200 years"]),), updated=("age/short",)),
    "a second key": Case(
        edits=(set_("villages", answer=["four villages’", "the priest’s"]),), updated=("villages/choice",)
    ),
    "options locked": Case(
        edits=(set_("villages", order=["its own", "the king’s", "the town’s", "four villages’"]),),
        updated=("villages/choice",),
    ),
    "the verdict turned": Case(
        edits=(replace("fires", truefalse="fires", at="T2", claim="The mill had burnt down twice.", verdict=True),),
        updated=("fires/choice",),
    ),
    "true or false to choice": Case(
        edits=(
            replace(
                "fires",
                choice="fires",
                at="T2",
                ask="How often had it burnt?",
                answer="twice",
                distractors={"once": "Once more.", "never": "It had."},
            ),
        ),
        updated=("fires/choice",),
    ),
    "a deletion added": Case(
        edits=(set_("wheel", text="In a {1|dry} summer the {2|wheel} stood {3|still}."),),
        updated=("wheel/cloze",),
        cards=1,
    ),
    "a deletion removed": Case(
        edits=(set_("wheel", text="In a {1|dry} summer the wheel stood still."),),
        updated=("wheel/cloze",),
        empty=(("wheel/cloze", 1),),
    ),
    "a deletion removed and back": Case(
        edits=(
            set_("wheel", text="In a {1|dry} summer the wheel stood still."),
            set_("wheel", text="In a {1|dry} summer the {2|wheel} stood still."),
        ),
        updated=("wheel/cloze",),
        as_before=("wheel/cloze",),
    ),
    "a step added": Case(
        edits=(lambda bank: question(bank, "story")["steps"].append({"text": "All is quiet."}),),
        updated=("story/order",),
    ),
    "a pair added": Case(
        edits=(pairs(lambda them: them.update(wheel={"left": "the wheel", "right": "stood still"})),),
        updated=WHO,
        new=("who/pair/wheel",),
        cards=1,
    ),
    "a pair removed": Case(
        edits=(pairs(lambda them: them.pop("nobody")),),
        updated=("who/pair/miller", "who/pair/moll"),
        withdrawn=("who/pair/nobody",),
        empty=(("who/pair/nobody", 0),),
    ),
    "a pair corrected": Case(edits=(pairs(lambda them: them["miller"].update(right="went away")),), updated=WHO),
    "a new person": Case(
        edits=(put("people", "priest", name="Jan Ruud", role="the priest of the four villages", at="T3"),),
        new=("person:priest/entry",),
        cards=2,
    ),
    "a new person whom a question names": Case(
        edits=(
            together(
                set_("keys", why="Jan Ruud asked in vain."),
                put("people", "priest", name="Jan Ruud", role="the priest", at="T3"),
            ),
        ),
        updated=("keys/short",),
        new=("person:priest/entry",),
        cards=2,
    ),
    "a person corrected": Case(
        edits=(put("people", "moll", role="the old woman who knew"),), updated=("person:moll/entry",), older_words=3
    ),
    "a person renamed": Case(
        edits=(
            lambda bank: bank["people"].update(
                {"anna": {**bank["people"].pop("moll"), "was": ["moll"], "name": "Anna Moll"}}
            ),
        ),
        older_words=1,
    ),
    "one card of an entry taken away": Case(
        edits=(put("terms", "rye", cards="name"),), updated=("term:rye/entry",), empty=(("term:rye/entry", 0),)
    ),
    "another description of the deck": Case(edits=(put("decks", "tale", description="On the whole tale."),)),
    "a deck split in two": Case(
        edits=(
            together(
                put("decks", "tale", select={"texts": ["tale"], "exclude": ["keys"]}),
                put("decks", "late", name="Mill::4 The end", description="Late.", select={"ids": ["keys"]}),
                put("decks", "all", bundle=["tale", "diary", "people", "late"]),
            ),
        ),
    ),
    "a published question listed in a new core deck": Case(
        edits=(
            together(
                put("decks", "core", name="Mill::0 Core", description="First.", ids=["keys", "moll"]),
                put("decks", "all", bundle=["core", "tale", "diary", "people"]),
            ),
        ),
    ),
    "a question that is new in a core deck": Case(
        edits=(
            together(
                add(short="bread", at="D1", ask="What was missing?", answer="bread"),
                put("decks", "core", name="Mill::0 Core", description="First.", ids=["bread"]),
                put("decks", "all", bundle=["core", "tale", "diary", "people"]),
            ),
        ),
        new=("bread/short",),
        cards=1,
        decks=("Mill::0 Core",),
    ),
    "a deck taken away": Case(
        edits=(without_people,),
        withdrawn=("person:moll/entry", "term:rye/entry"),
        empty=tuple((name, place) for name in ("person:moll/entry", "term:rye/entry") for place in (0, 1)),
    ),
    "everything at once": Case(
        edits=(
            together(
                set_("age", ask="How old had the mill become?"),
                drop("villages"),
                in_between,
                pairs(lambda them: them.pop("nobody")),
                lambda bank: bank["questions"].reverse(),
            ),
        ),
        updated=("age/short", "who/pair/miller", "who/pair/moll"),
        new=("wheels/short",),
        withdrawn=("villages/choice", "who/pair/nobody"),
        cards=1,
        empty=(("villages/choice", 0), ("who/pair/nobody", 0)),
    ),
}

OPTIONS: dict[str, dict[str, Any]] = {
    "default": {},
    "merge": {"merge_notetypes": True},
    "always": {"update_notes": ALWAYS, "update_notetypes": ALWAYS},
}


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("name", CASES)
def test_what_was_changed_changes_and_nothing_else(name: str, options: str, term: Term, newcomer: Student) -> None:
    case, student, before = CASES[name], term.student, term.before
    for place, edit in enumerate(case.edits):
        edit(term.course.bank)
        built = term.course.build(V2 + 10 * place)
        student.open_package(built.package, **OPTIONS[options])
    newcomer.open_package(built.package)
    after, fresh = snapshot(student), snapshot(newcomer)

    changed = {guid_of(name) for name in (*case.updated, *case.withdrawn)}
    new = {guid_of(name) for name in case.new}
    overwritten = {guid_of(TAGGED), guid_of(EDITED)} if options == "always" else set()
    assert set(after.notes) == set(before.notes) | new
    for guid, note in before.notes.items():
        if guid in changed | overwritten:
            assert after.said(guid) == fresh.said(guid)
        else:
            assert after.notes[guid] == note
    assert {guid: after.said(guid) for guid in new} == {guid: fresh.said(guid) for guid in new}
    assert {guid for guid in changed if after.notes[guid][1] == before.notes[guid][1]} == set()
    same = {guid for guid in changed if after.said(guid) == before.said(guid)}
    assert same == {guid_of(name) for name in case.as_before}

    assert {key: after.cards[key] for key in before.cards} == before.cards
    come = set(after.cards) - set(before.cards)
    assert (len(come), come) == (case.cards, come & set(fresh.cards))
    assert after.reviews == before.reviews
    assert empty(student) == {(guid_of(note), place) for note, place in case.empty}
    assert_same_around(before, after, new_decks=case.decks)


def empty(student: Student) -> set[tuple[str, int]]:
    """What Tools → Empty Cards would take away."""
    ids = [card for note in student.col.get_empty_cards().notes for card in note.card_ids]
    return {(card.note().guid, card.ord) for card in map(student.col.get_card, ids)}


def assert_same_around(before: Snapshot, after: Snapshot, *, new_decks: tuple[str, ...] = ()) -> None:
    assert after.types == before.types
    assert after.schema == before.schema
    assert {name: deck for name, deck in after.decks.items() if name not in new_decks} == before.decks
    assert after.decks.keys() >= {*new_decks}


@pytest.mark.parametrize("name", CASES)
def test_diff_tells_the_same_and_sees_no_risk(name: str, term: Term) -> None:
    case = CASES[name]
    old = term.course.folder / "old.apkg"
    old.write_bytes(term.first.package)
    for edit in case.edits:
        edit(term.course.bank)
    term.course.write()
    with at(V2):
        report = diff(term.course.folder, old, None)
    assert report.safe
    assert {change.name for change in report.new} == set(case.new)
    assert {change.name for change in report.withdrawn} == set(case.withdrawn)
    assert {change.name for change in report.updated} == set(case.updated) - set(case.as_before)
    assert report.unchanged == len(term.first.lock.notes) - len(report.updated) - len(report.withdrawn)
    assert report.restored == ()
    assert report.older_words == case.older_words
