"""Drawing under a limit: its duties, in their order, for any questions."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.draw import Limits, Lot, draw

SECTIONS = ("", "a", "b", "c")


@st.composite
def questions(draw: st.DrawFn) -> list[Lot]:
    """Questions of any section, kind and size; each on one or two passages, which are read with all of the section."""
    return [
        Lot(
            index=index,
            name=f"q{index}",
            section=section,
            passages=(passages := tuple(draw(st.sets(st.sampled_from("wxyz"), min_size=1, max_size=2)))),
            reads=frozenset({*passages, f"all of {section}"}),
            kind=draw(st.sampled_from(("short", "choice", "discuss"))),
            level=draw(st.sampled_from(("recall", "analyse"))),
            marks=draw(st.integers(1, 9)),
            seconds=draw(st.integers(30, 900)),
        )
        for index, section in enumerate(draw(st.lists(st.sampled_from(SECTIONS), max_size=25)))
    ]


LIMITS = st.builds(Limits, questions=st.integers(0, 12), marks=st.integers(0, 40), seconds=st.integers(0, 3600))
READING = st.dictionaries(
    st.sampled_from([*"wxyz", *(f"all of {section}" for section in SECTIONS)]), st.integers(0, 300)
)
SEEDS = st.integers(0, 1000)


def cost(candidates: list[Lot], reading: dict[str, int]) -> tuple[int, int, int]:
    """Questions, marks and seconds; all is read once."""
    reads = {name for candidate in candidates for name in candidate.reads}
    seconds = sum(candidate.seconds for candidate in candidates) + sum(reading.get(name, 0) for name in reads)
    return len(candidates), sum(candidate.marks for candidate in candidates), seconds


def is_within(candidates: list[Lot], limits: Limits, reading: dict[str, int]) -> bool:
    most = (limits.questions, limits.marks, limits.seconds)
    return all(not limit or amount <= limit for amount, limit in zip(cost(candidates, reading), most, strict=True))


@given(questions(), LIMITS, READING, SEEDS)
def test_no_limit_is_exceeded_and_the_same_seed_draws_the_same(
    candidates: list[Lot], limits: Limits, reading: dict[str, int], seed: int
) -> None:
    indices = draw(candidates, limits, reading, seed)
    assert is_within([candidates[index] for index in indices], limits, reading)
    assert draw(reversed(candidates), limits, reading, seed) == indices


@given(questions(), LIMITS, READING, SEEDS)
def test_sections_are_even_as_far_as_they_have_questions(
    candidates: list[Lot], limits: Limits, reading: dict[str, int], seed: int
) -> None:
    possible = [candidate for candidate in candidates if is_within([candidate], limits, reading)]
    indices = draw(candidates, limits, reading, seed)
    counts = Counter(candidates[index].section for index in indices)
    available = Counter(candidate.section for candidate in possible)
    most = max(counts.values(), default=0)
    assert all(counts[section] >= min(most - 1, available[section]) for section in available)


@given(questions(), LIMITS, READING, SEEDS)
def test_it_ends_where_no_question_fits_of_the_sections_whose_turn_it_is(
    candidates: list[Lot], limits: Limits, reading: dict[str, int], seed: int
) -> None:
    possible = [candidate for candidate in candidates if is_within([candidate], limits, reading)]
    indices = draw(candidates, limits, reading, seed)
    taken = [candidates[index] for index in indices]
    left = [candidate for candidate in possible if candidate.index not in indices]
    counts = Counter(candidate.section for candidate in taken)
    fewest = min((counts[candidate.section] for candidate in left), default=0)
    for candidate in left:
        if counts[candidate.section] == fewest:
            assert not is_within([*taken, candidate], limits, reading)


@given(questions(), SEEDS)
def test_without_a_limit_that_binds_everything_is_drawn(candidates: list[Lot], seed: int) -> None:
    assert draw(candidates, Limits(questions=len(candidates) + 1), {}, seed) == set(range(len(candidates)))


def alike(number: int, section: str, passages: tuple[str, ...] = ("p",), **values: object) -> Lot:
    facts = {"kind": "short", "level": "recall", "marks": 1, "seconds": 60} | values
    reads = frozenset(passages)
    return Lot(index=number, name=f"q{number}", section=section, passages=passages, reads=reads, **facts)  # type: ignore[arg-type]


def test_within_a_section_the_passages_come_first_then_kinds_then_levels() -> None:
    passages = [alike(n, "a", passages=(f"p{n % 3}",), kind="short" if n % 3 else "choice") for n in range(9)]
    kinds = [
        alike(n, "a", kind=("short", "choice", "order")[n % 3], level="recall" if n % 3 else "analyse")
        for n in range(9)
    ]
    levels = [alike(n, "a", level=("recall", "analyse", "evaluate")[n % 3]) for n in range(9)]
    for seed in range(30):
        assert {index % 3 for index in draw(passages, Limits(questions=3), {}, seed)} == {0, 1, 2}
        assert {index % 3 for index in draw(kinds, Limits(questions=3), {}, seed)} == {0, 1, 2}
        assert {index % 3 for index in draw(levels, Limits(questions=3), {}, seed)} == {0, 1, 2}


def test_another_seed_draws_another_set() -> None:
    candidates = [alike(n, "abc"[n % 3]) for n in range(30)]
    assert len({frozenset(draw(candidates, Limits(questions=6), {}, seed)) for seed in range(20)}) > 15


def test_few_questions_do_not_always_come_from_the_first_sections() -> None:
    candidates = [alike(n, f"section {n}") for n in range(10)]
    assert set().union(*(draw(candidates, Limits(questions=2), {}, seed) for seed in range(60))) == set(range(10))


def test_a_passage_is_read_once() -> None:
    candidates = [alike(0, "a"), alike(1, "a"), alike(2, "a", passages=("other",))]
    assert len(draw(candidates, Limits(seconds=60 + 60 + 120), {"p": 120, "other": 1000}, 1)) == 2
    assert draw(candidates, Limits(seconds=60 + 60 + 119), {"p": 120, "other": 1000}, 1) <= {0, 1}
