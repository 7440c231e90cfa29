"""A curator at random and a student who follows: edits of a bank, builds imported, cards reviewed in between."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizgen.bank.amounts import MAX_OPTIONS
from tests.anki.conftest import Student
from tests.publish.updates.conftest import edited_before
from tests.publish.updates.course import KINDS, V1, Bank, Course, Snapshot, snapshot

WORDS = st.sampled_from(["one", "two", "three", "four", "five", "six"])
PASSAGES = st.sampled_from(["T1", "T2", "T3", "D1"])


class Editing(RuleBasedStateMachine):
    """Any edits in any order; after each build the student has what a newcomer would have, and no history is lost."""

    empty_collection: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="quizgen-editing-"))
        self.course = Course(self.folder)
        self.now = V1
        self.ids = 0
        self.edited = False
        self.waiting = 0
        self.gone: list[dict[str, Any]] = []
        self.used_gaps: dict[str, int] = {}
        shutil.copytree(self.empty_collection, self.folder / "student")
        self.student = Student(self.folder / "student")

    def teardown(self) -> None:
        self.student.col.close()
        shutil.rmtree(self.folder)

    @property
    def bank(self) -> Bank:
        """The bank, for an edit."""
        self.edited = True
        return self.course.bank

    @property
    def questions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.bank["questions"]
        return found

    def draw_question(self, data: st.DataObject, *kinds: str) -> dict[str, Any] | None:
        found = [each for each in self.questions if any(kind in each for kind in kinds or KINDS)]
        return data.draw(st.sampled_from(found)) if found else None

    def new_id(self) -> str:
        self.ids += 1
        return f"q{self.ids}"

    @initialize()
    def begin(self) -> None:
        self.course.build(self.now, texts=True)
        self.student.open_package(self.course.build(self.now).package)

    @rule(edits=st.integers(1, 5))
    def put_off(self, edits: int) -> None:
        """The next edits are published together."""
        self.waiting = edits

    def is_due(self) -> bool:
        """Whether something was edited that is to be published now; if so, time goes on."""
        if not self.edited:
            return False
        self.waiting -= 1
        if self.waiting >= 0:
            return False
        self.waiting, self.edited = 0, False
        self.now += 10
        return True

    @invariant()
    def publish(self) -> None:
        """Build after each edit, import, and compare with a newcomer's collection."""
        if not self.is_due():
            return
        built = self.course.build(self.now)
        package = built.package
        before = snapshot(self.student)
        self.student.open_package(package)
        after = snapshot(self.student)
        assert {key: after.cards[key] for key in before.cards} == before.cards
        assert after.reviews == before.reviews
        assert (after.types, after.schema) == (before.types, before.schema)
        self.student.open_updates(built.updates)  # they bring the words that ride along
        edited_before(self.student, self.now + 1)  # the next release is later than all that this one did
        after = snapshot(self.student)
        assert {key: after.cards[key] for key in before.cards} == before.cards
        assert after.reviews == before.reviews
        fresh = self.fresh(package)
        assert {guid: after.said(guid) for guid in after.notes} == {guid: fresh.said(guid) for guid in fresh.notes}
        assert set(fresh.cards) <= set(after.cards)

    def fresh(self, package: bytes) -> Snapshot:
        folder = self.folder / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.empty_collection, folder)
        newcomer = Student(folder)
        newcomer.open_package(package)
        found = snapshot(newcomer)
        newcomer.col.close()
        return found

    @rule(data=st.data())
    def review(self, data: st.DataObject) -> None:
        cards = self.student.cards()
        for place in data.draw(st.sets(st.integers(0, len(cards) - 1), min_size=1, max_size=4)):
            self.student.review(cards[place])

    @rule()
    def take_empty_cards_away(self) -> None:
        empty = [card for note in self.student.col.get_empty_cards().notes for card in note.card_ids]
        self.student.col.remove_cards_and_orphaned_notes(empty)

    @rule(word=WORDS, at=PASSAGES, kind=st.sampled_from(["short", "choice", "cloze", "truefalse"]))
    def add(self, word: str, at: str, kind: str) -> None:
        self.questions.insert(len(self.questions) // 2, {kind: self.new_id(), "at": at, **fields(kind, word)})

    @rule(data=st.data(), word=WORDS)
    def reword(self, data: st.DataObject, word: str) -> None:
        if found := self.draw_question(data, "short", "choice", "match", "order"):
            found["ask"] = f"Asked anew, with the word {word}?"

    @rule(data=st.data(), tags=st.sets(st.sampled_from(["core", "extra"]), min_size=1))
    def retag(self, data: st.DataObject, tags: set[str]) -> None:
        if found := self.draw_question(data):
            found["tags"] = sorted(tags)

    @rule(data=st.data(), at=PASSAGES)
    def move(self, data: st.DataObject, at: str) -> None:
        if found := self.draw_question(data):
            found["at"] = at

    @rule(data=st.data(), word=WORDS, kind=st.sampled_from(["short", "choice", "cloze", "truefalse"]))
    def rekind(self, data: st.DataObject, word: str, kind: str) -> None:
        if found := self.draw_question(data, "short", "choice", "truefalse"):
            id_ = next(found[kind] for kind in KINDS if kind in found)
            kept: dict[str, Any] = {name: found[name] for name in ("at", "was", "tags") if name in found}
            found.clear()
            found.update({kind: id_, **kept, **fields(kind, word)})

    @rule()
    def reorder(self) -> None:
        self.questions.reverse()

    @precondition(lambda self: len(self.course.bank["questions"]) > 3)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        if found := self.draw_question(data):
            self.questions.remove(found)
            self.gone.append(found)

    @precondition(lambda self: self.gone)
    @rule()
    def restore(self) -> None:
        self.questions.insert(0, self.gone.pop())

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        if found := self.draw_question(data):
            kind = next(kind for kind in KINDS if kind in found)
            found["was"] = [*found.get("was", []), found[kind]]
            found[kind] = self.new_id()

    @rule(data=st.data(), typed=st.booleans())
    def switch_typing(self, data: st.DataObject, typed: bool) -> None:
        if found := self.draw_question(data, "short"):
            found["typed"] = typed

    @rule(data=st.data(), word=WORDS)
    def add_a_key(self, data: st.DataObject, word: str) -> None:
        if found := self.draw_question(data, "choice"):
            keys = found["answer"] if isinstance(found["answer"], list) else [found["answer"]]
            found["answer"] = list(dict.fromkeys([*keys, f"also {word}"]))

    @rule(data=st.data(), word=WORDS)
    def add_a_gap(self, data: st.DataObject, word: str) -> None:
        if found := self.draw_question(data, "cloze"):
            number = self.used_gaps[found["cloze"]] = self.used_gaps.get(found["cloze"], 5) + 1
            found["text"] += f" And {{{number}|{word}}}."

    @rule(data=st.data())
    def remove_a_gap(self, data: st.DataObject) -> None:
        if found := self.draw_question(data, "cloze"):
            head, _, tail = found["text"].rpartition(" And {")
            if head:
                found["text"] = f"{head} And {tail.partition('|')[2].partition('}')[0]}."

    @rule(data=st.data(), word=WORDS)
    def add_a_pair(self, data: st.DataObject, word: str) -> None:
        found = self.draw_question(data, "match")
        if found and len(found["pairs"]) < MAX_OPTIONS:
            id_ = self.new_id()
            found["pairs"][id_] = {"left": f"left {id_}", "right": f"{word} {id_}"}

    @rule(data=st.data())
    def remove_a_pair(self, data: st.DataObject) -> None:
        found = self.draw_question(data, "match")
        if found and len(found["pairs"]) > 2:
            found["pairs"].pop(data.draw(st.sampled_from(sorted(found["pairs"]))))

    @rule(word=WORDS)
    def add_a_person(self, word: str) -> None:
        id_ = self.new_id()
        self.bank["people"][id_] = {"name": f"Person {id_}", "role": f"the one of {word}", "at": "T1"}

    @rule(word=WORDS)
    def correct_a_person(self, word: str) -> None:
        self.bank["people"]["moll"]["role"] = f"the woman who said {word}"


def fields(kind: str, word: str) -> dict[str, Any]:
    """A question of that kind, but for its id and passage."""
    wrong = {f"not {word}": "No.", f"hardly {word}": "No."}
    ways: dict[str, dict[str, Any]] = {
        "short": {"ask": f"Which word is {word}?", "answer": word},
        "choice": {"ask": f"Which word is {word}?", "answer": word, "distractors": wrong},
        "truefalse": {"claim": f"The word is {word}.", "verdict": True},
        "cloze": {"text": f"The {{1|word}} is {{2|{word}}}."},
    }
    return ways[kind]
