from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.codes import SIGNS
from quizgen.bank.format.schema import Id
from quizgen.bank.lock import MAX_ORDER, STEP, Lock, PassageRecord, Stamp, TypeStamp, dump, parse
from quizgen.bank.note_name import NoteName
from quizgen.base.clock import LATEST
from quizgen.base.problem import Failure
from quizgen.publish.release.stamps import UnstampedNote, stamp_notes, stamp_types

NOW = 1_800_000_000


def stamp(name: str, **changes: object) -> Stamp:
    values: dict[str, object] = {"hash": "ab12", "shown": "cd34", "time": 5, "orders": (64,), "deck": Id("d")}
    return Stamp(name=name, **{**values, **changes})  # type: ignore[arg-type]


NAMES = st.from_regex(r"(person:)?[a-z0-9]{1,6}(-[a-z0-9]{1,4})?/(short|pair/[a-z]{1,4})", fullmatch=True)
HASHES = st.text("0123456789abcdef", min_size=16, max_size=16)
NUMBERS = st.integers(0, 10**12 - 1)
TIMES = st.integers(0, LATEST)
ORDERS = st.lists(st.integers(0, MAX_ORDER), max_size=3).map(tuple)


CODES = st.text(SIGNS, min_size=4, max_size=5)


def without_repeated(codes: dict[str, str]) -> dict[str, str]:
    """The names with the first of the codes that several would have."""
    return {name: code for code, name in {code: name for name, code in codes.items()}.items()}


@given(
    st.dictionaries(NAMES, st.tuples(HASHES, TIMES, ORDERS, st.booleans(), st.booleans())),
    st.dictionaries(st.sampled_from(["short", "cloze"]), st.tuples(HASHES, TIMES)),
    st.dictionaries(st.from_regex(r"[A-Z]\d{1,3}", fullmatch=True), st.tuples(NUMBERS, NUMBERS)),
    st.dictionaries(NAMES.map(lambda name: name.partition("/")[0]), CODES).map(without_repeated),
)
def test_what_is_dumped_is_parsed_back(notes, types, passages, codes) -> None:  # type: ignore[no-untyped-def]
    lock = Lock(
        bank="b",
        notes={n: stamp(n, hash=h, time=t, orders=o, changed=c, withdrawn=w) for n, (h, t, o, c, w) in notes.items()},
        codes=codes,
        types={n: TypeStamp(name=n, hash=h, time=t) for n, (h, t) in types.items()},
        passages={
            n: PassageRecord(name=n, first=f, last=last, fingerprint="1.2.3.ab") for n, (f, last) in passages.items()
        },
    )
    assert parse(dump(lock), "lock", "b") == lock


def test_two_branches_that_added_notes_merge_line_by_line() -> None:
    base = {name: stamp(name) for name in ("a/short", "m/short", "z/short")}
    ours = dump(Lock(bank="b", notes={**base, "c/short": stamp("c/short")})).splitlines()
    theirs = dump(Lock(bank="b", notes={**base, "p/short": stamp("p/short")})).splitlines()
    end = ours.index("passages: {}")
    merged = [*ours[:end], *(line for line in theirs if line not in ours), *ours[end:]]
    assert set(parse("\n".join(merged), "lock", "b").notes) == {*base, "c/short", "p/short"}


def test_a_half_merged_lock_names_the_line_and_the_way_out() -> None:
    text = dump(Lock(bank="b", notes={"a/short": stamp("a/short")})) + "<<<<<<< ours\n=======\n>>>>>>> theirs\n"
    with pytest.raises(Failure) as failure:
        parse(text, "decks/quizgen.lock", "b")
    (problem,) = failure.value.problems
    assert (problem.code, problem.place.line) == ("L101", text.count("\n") - 2)
    assert "both sides" in problem.hint


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("time: 5", "time: soon", 8),
        ("time: 5", "time: 99999999999", 8),
        ("order: 64", "order: 1000000", 8),
        ("a/short:", "a:", 8),
        ("a/short:", "x:a/short:", 8),
        ("hash: ab12, ", "", 8),
        ("deck: d", "deck: d, extra: 1", 8),
        ("passages: {}\n", "", 3),
        ("complete: yes\n", "", 3),
        ("lock: 1", "lock: x", 3),
    ],
)
def test_a_hand_broken_lock_is_an_error_at_its_line(old: str, new: str, line: int) -> None:
    text = dump(Lock(bank="b", notes={"a/short": stamp("a/short")})).replace(old, new)
    with pytest.raises(Failure) as failure:
        parse(text, "lock", "b")
    assert {problem.place.line for problem in failure.value.problems} == {line}
    assert "--recover" in failure.value.problems[0].hint


def test_a_lock_that_is_cut_off_is_an_error() -> None:
    text = dump(Lock(bank="b", notes={name: stamp(name) for name in ("a/short", "b/short")}))
    for end in range(text.index("b/short"), len(text) - 1):
        with pytest.raises(Failure):
            parse(text[:end], "lock", "b")


def test_a_lock_of_a_newer_format_asks_for_a_newer_version() -> None:
    with pytest.raises(Failure) as failure:
        parse(dump(Lock(bank="b")).replace("lock: 1", "lock: 2"), "lock", "b")
    assert "newer quizgen" in failure.value.problems[0].hint


def test_the_lock_of_another_bank_is_refused() -> None:
    with pytest.raises(Failure, match="another"):
        parse(dump(Lock(bank="another")), "lock", "b")


def withdrawn(name: NoteName) -> UnstampedNote:
    return UnstampedNote(name=str(name), hash="blank", shown="nothing", deck="", places=())


def stamped(lock: Lock, *published: tuple[str, str], now: int = NOW) -> dict[str, Stamp]:
    notes = [
        UnstampedNote(name=name, hash=digest, shown=f"shown {digest}", deck="d", places=(place,))
        for place, (name, digest) in enumerate(published)
    ]
    return stamp_notes(lock, notes, withdrawn, now)


def test_only_a_changed_note_moves_on() -> None:
    lock = Lock(bank="b", notes={"a/short": stamp("a/short"), "c/short": stamp("c/short", orders=(128,))})
    new = stamped(lock, ("a/short", "ab12"), ("c/short", "new"))
    assert (new["a/short"].time, new["a/short"].orders) == (5, (64,))
    assert (new["c/short"].time, new["c/short"].orders) == (NOW, (128,))


def test_times_step_even_where_the_clock_stands_still_or_goes_back() -> None:
    lock = Lock(bank="b", notes={"a/short": stamp("a/short", time=NOW + 7)})
    assert stamped(lock, ("a/short", "new"))["a/short"].time == NOW + 7 + STEP


@pytest.mark.parametrize("time", [LATEST - STEP, LATEST - 1, LATEST])
def test_no_note_and_no_type_gets_a_time_that_no_lock_may_hold(time: int) -> None:
    lock = Lock(
        bank="b",
        notes={"a/short": stamp("a/short", time=time)},
        types={"short": TypeStamp(name="short", hash="1", time=time)},
    )
    changes: tuple[Callable[[], int], ...] = (
        lambda: stamped(lock, ("a/short", "new"))["a/short"].time,
        lambda: stamp_types(lock, {"short": "2"}, NOW)["short"].time,
    )
    for change in changes:
        if time + STEP > LATEST:
            with pytest.raises(Failure, match="L112"):
                change()
        else:
            assert change() == LATEST


def test_a_withdrawn_note_stays_and_a_restored_one_moves_on() -> None:
    lock = Lock(bank="b", notes={"a/short": stamp("a/short")})
    gone = stamped(lock)["a/short"]
    assert (gone.withdrawn, gone.time) == (True, NOW)
    assert stamped(Lock(bank="b", notes={"a/short": gone}))["a/short"] == gone
    back = stamped(Lock(bank="b", notes={"a/short": gone}), ("a/short", "ab12"))["a/short"]
    assert (back.withdrawn, back.time) == (False, NOW + STEP)


def test_a_new_note_takes_a_place_between_its_neighbours() -> None:
    first = stamped(Lock(bank="b"), ("a/short", "1"), ("c/short", "1"))
    second = stamped(Lock(bank="b", notes=first), ("a/short", "1"), ("b/short", "1"), ("c/short", "1"))
    assert {name: second[name].orders for name in first} == {name: first[name].orders for name in first}
    assert first["a/short"].orders < second["b/short"].orders < first["c/short"].orders


def test_places_stay_below_what_anki_takes_for_faults() -> None:
    stamps = stamped(Lock(bank="b"), *((f"n{n}/short", "1") for n in range(20_000)))
    assert max(stamp.orders for stamp in stamps.values()) <= (MAX_ORDER,)
    assert len({stamp.orders for stamp in stamps.values()}) == 20_000


def test_a_note_type_moves_on_only_with_its_own_content() -> None:
    lock = Lock(bank="b", types={"short": TypeStamp(name="short", hash="1", time=5)})
    assert stamp_types(lock, {"short": "1"}, NOW) == lock.types
    assert stamp_types(lock, {"short": "2"}, NOW)["short"].time == NOW
