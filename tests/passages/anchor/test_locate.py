"""Registering passages and finding them again: what each status means, and what is never taken for granted."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.passages.anchor.anchor import Anchor, PassageMatch, Status
from quizgen.passages.anchor.document import Document
from quizgen.passages.anchor.extent import record
from quizgen.passages.anchor.locate import resolve_anchors
from quizgen.text.normalise import NORMALISER
from tests.passages.anchor.chronicle import chronicle
from tests.passages.anchor.recording import describe

TOWN = chronicle(30, seed=5)
LEAD = "The mayor looked at the ice and said to them:"
QUOTE = "“Nobody crosses before Sunday, and nobody skates.”"
TALE = [*TOWN[:4], LEAD, QUOTE, *TOWN[4:8]]


def read(paragraphs: list[str], begins: str = "") -> Document:
    return Document.read("\n".join(paragraphs), begins)


def anchor(paragraph: str, **more: str) -> Anchor:
    return Anchor(id=more.get("id", "P"), from_=" ".join(paragraph.split()[:5]), through=more.get("through", ""))


def all_of(paragraphs: list[str]) -> list[Anchor]:
    """Every paragraph as a passage, recorded."""
    document = read(paragraphs)
    return [
        record(document, anchor(text, id=f"P{n}"), (block.start, block.end))
        for n, (text, block) in enumerate(zip(paragraphs, document.blocks, strict=True))
    ]


def words(document: Document, match: PassageMatch) -> str:
    assert match.span is not None
    return document.raw[slice(*match.span)]


# --- Registering -----------------------------------------------------------------------------------------------------


def test_a_passage_is_found_by_its_opening_words_and_recorded() -> None:
    document = read(["Introduction.", *TALE], begins=" ".join(TALE[0].split()[:5]))
    described = describe(document, anchor(TALE[2]))
    assert (described.ordinal, described.count) == (3, 1)
    (match,) = resolve_anchors(document, [described])
    assert (match.status, match.first, match.last, match.score) == (Status.OK, 3, 3, 1.0)
    assert words(document, match) == TALE[2]


def test_a_lead_in_takes_its_quotation_along() -> None:
    document = read(TALE)
    (match,) = resolve_anchors(document, [anchor(LEAD)])
    assert words(document, match) == f"{LEAD}\n{QUOTE}"
    assert (match.status, match.first, match.last) == (Status.UNLOCKED, 5, 6)
    assert [document.raw[block.start : block.end] for block in document.cut(match.span or (0, 0))] == [LEAD, QUOTE]


@pytest.mark.parametrize(("end", "blocks"), [(",", 2), (" and", 2), (".", 1), ("…", 1), (".”)", 1), ("?", 1), (";", 2)])
def test_the_next_block_belongs_to_what_is_not_closed(end: str, blocks: int) -> None:
    document = read([f"Then the mayor of the town spoke up{end}", "“No,” he said.", "They went home. It was late."])
    assert describe(document, anchor("Then the mayor of the")).count == blocks


def test_a_registered_quotation_is_not_taken_by_its_lead_in() -> None:
    document = read(TALE)
    lead, quote = resolve_anchors(document, [anchor(LEAD), anchor(QUOTE)])
    assert (words(document, lead), words(document, quote)) == (LEAD, QUOTE)


def test_through_names_the_last_block() -> None:
    document = read(TALE)
    (match,) = resolve_anchors(document, [anchor(TALE[1], through=" ".join(TALE[6].split()[:5]))])
    assert (match.first, match.last) == (2, 7)


def test_without_its_end_a_passage_is_only_a_guess() -> None:
    (match,) = resolve_anchors(read(TALE), [anchor(TALE[3], through=" ".join(TALE[1].split()[:5]))])
    assert (match.status, match.span, match.guesses[0].ordinal) == (Status.DOUBTFUL, None, 4)


def test_blocks_that_open_alike_are_ambiguous_unless_the_number_decides() -> None:
    twice = ["Some of the people left. The ferry sank.", TOWN[0], "Some of the people left. The goose flew."]
    document = read(twice)
    with pytest.raises(LookupError, match="ambiguous"):
        describe(document, anchor(twice[0]))
    (match,) = resolve_anchors(document, [anchor(twice[0])])
    assert [guess.ordinal for guess in match.guesses] == [1, 3]
    assert describe(document, replace(anchor(twice[2]), ordinal=3)).ordinal == 3


def test_opening_words_in_the_middle_of_a_block_are_shown_and_not_taken() -> None:
    document = read([f"{TOWN[0]} {LEAD} {QUOTE}", TOWN[1]])
    with pytest.raises(LookupError, match="missing"):
        describe(document, anchor(LEAD))
    (match,) = resolve_anchors(document, [anchor(LEAD)])
    assert (match.guesses[0].ordinal, match.guesses[0].opening) == (1, "The mayor looked at the")


@settings(deadline=None)
@given(st.data())
def test_what_is_recorded_is_found_where_it_was(data: st.DataObject) -> None:
    sentence = st.lists(st.sampled_from(["ice", "fox", "river", "lamp", "to", "the", "in"]), min_size=1, max_size=9)
    paragraphs = data.draw(st.lists(sentence.map(lambda words: " ".join(words) + "."), min_size=1, max_size=12))
    document = read(paragraphs)
    first = data.draw(st.integers(0, len(paragraphs) - 1))
    last = data.draw(st.integers(first, len(paragraphs) - 1))
    span = (document.blocks[first].start, document.blocks[last].end)
    recorded = record(document, anchor(paragraphs[first]), span)
    (match,) = resolve_anchors(document, [recorded])
    assert (match.status, match.span, match.first, match.last) == (Status.OK, span, first + 1, last + 1)


@settings(deadline=None)
@given(st.permutations(range(len(TALE))))
def test_the_order_in_which_anchors_come_makes_no_difference(order: list[int]) -> None:
    anchors = all_of(TALE)
    document = read([*TALE[4:], TALE[1].replace("the", "a"), *TALE[2:4]])
    matches = resolve_anchors(document, anchors)
    assert resolve_anchors(document, [anchors[n] for n in order]) == tuple(matches[n] for n in order)


# --- Finding again ---------------------------------------------------------------------------------------------------


def test_what_changed_is_named() -> None:
    anchors = all_of(TALE)
    copy = [
        TALE[0].replace("’", "'").replace("“", '"').replace(".", "…"),  # typography
        TALE[1].replace(". ", ".\n", 1),  # split
        f"{TALE[2]} {TALE[3]}",  # merged
        *TALE[6:],  # moved
        "A paragraph that is new.",
        LEAD,
        QUOTE.replace("skates", "sleeps"),  # too short to be known by likeness
    ]
    statuses = [match.status for match in resolve_anchors(read(copy), anchors)]
    shape = [Status.TYPOGRAPHY, Status.SPLIT, Status.MERGED, Status.MERGED]
    assert statuses == [*shape, Status.MOVED, Status.DOUBTFUL, *[Status.MOVED] * 4]


def test_a_merged_passage_is_cut_out_of_its_block() -> None:
    document = read([TALE[0], f"{TALE[1]} {TALE[2]} {TALE[3]}", *TALE[4:]])
    matches = resolve_anchors(document, all_of(TALE))
    assert [words(document, match) for match in matches[1:4]] == TALE[1:4]
    assert [(match.first, match.last) for match in matches[1:4]] == [(2, 2)] * 3


def test_a_passage_that_was_accepted_inside_a_block_is_not_merged_any_more() -> None:
    document = read([TALE[0], f"{TALE[1]} {TALE[2]} {TALE[3]}", *TALE[4:]])
    inside = all_of(TALE)[2]
    (match,) = resolve_anchors(document, [inside])
    assert match.span is not None
    accepted = record(document, inside, match.span)
    assert (accepted.count, resolve_anchors(document, [accepted])[0].status) == (0, Status.OK)


def test_the_ordinal_only_tells_copies_apart() -> None:
    refrain = "And the bell rang twice over the frozen harbour of the town that night."
    song = [TOWN[0], refrain, TOWN[1], refrain, TOWN[2], refrain]
    anchors = all_of(song)
    assert [match.status for match in resolve_anchors(read(song), anchors)] == [Status.OK] * 6
    longer = resolve_anchors(read(["New.", "And new.", *song]), anchors)
    assert [match.first for match in longer] == [3, 4, 5, 6, 7, 8]
    shorter = resolve_anchors(read([song[0], *song[2:]]), anchors)
    assert [match.first for match in shorter] == [1, 0, 2, 3, 4, 5]


def test_a_place_that_belongs_to_another_passage_is_not_taken() -> None:
    near = [TOWN[0], TOWN[1], TOWN[1].replace("the", "a"), TOWN[2]]
    anchors = all_of(near)
    matches = resolve_anchors(read([near[0], near[2], near[3]]), anchors)
    assert [match.span is not None for match in matches] == [True, False, True, True]
    assert (matches[1].status, matches[1].guesses[0].ordinal) == (Status.DOUBTFUL, 2)


def test_a_changed_passage_has_to_keep_its_place_unless_it_is_sure() -> None:
    most = " ".join(TOWN[6].split()[: len(TOWN[6].split()) * 5 // 8])
    anchors = all_of(TOWN[:12])
    others = [*TOWN[:6], *TOWN[7:12]]
    document = read([*others[:6], most, *others[6:]])
    in_order = resolve_anchors(document, anchors)[6]
    moved = resolve_anchors(read([*others, most]), anchors)[6]
    assert (in_order.status, moved.status) == (Status.CHANGED, Status.DOUBTFUL)
    assert in_order.score == moved.score < 0.75
    assert words(document, in_order) == most


def test_a_few_words_are_only_found_as_a_block_of_their_own() -> None:
    anchors = all_of([TOWN[0], "They all perished.", TOWN[1]])
    alone = resolve_anchors(read([TOWN[1], TOWN[0], "They all perished."]), anchors)
    within = resolve_anchors(read([TOWN[1], f"They all perished. {TOWN[0]}"]), anchors)
    assert (alone[1].status, within[1].status) == (Status.MOVED, Status.DOUBTFUL)


def test_what_is_lost_is_guessed_by_its_opening() -> None:
    anchors = all_of(TOWN[:8])
    gone = replace(all_of(TOWN)[20], from_=f"X{TOWN[9][:30]}")
    (*_, match) = resolve_anchors(read(TOWN[:12]), [*anchors, gone])
    assert (match.status, match.span, match.guesses[0].ordinal) == (Status.MISSING, None, 10)


def test_a_fingerprint_of_another_normaliser_is_stale() -> None:
    (recorded, *_) = all_of(TALE)
    assert recorded.fingerprint is not None
    stale = replace(recorded, fingerprint=replace(recorded.fingerprint, normaliser=NORMALISER + 1))
    document = read(TALE)
    (match,) = resolve_anchors(document, [stale])
    assert (match.status, words(document, match)) == (Status.STALE, TALE[0])


def test_of_a_few_passages_nothing_is_said_about_the_text() -> None:
    matches = resolve_anchors(read(chronicle(10, seed=9)), all_of(TALE)[:3])
    assert Status.WRONG_TEXT not in {match.status for match in matches}


@pytest.mark.parametrize("raw", ["", "***", "One word."])
def test_a_text_may_be_empty(raw: str) -> None:
    assert resolve_anchors(Document.read(raw), []) == ()
    assert {match.status for match in resolve_anchors(Document.read(raw), all_of(TALE)[:2])} == {Status.MISSING}
    assert {match.status for match in resolve_anchors(Document.read(raw), all_of(TALE))} == {Status.WRONG_TEXT}


def test_an_anchor_without_words_is_missing() -> None:
    assert resolve_anchors(read(TALE), [Anchor(id="P", from_="—")])[0].status is Status.MISSING


def test_a_text_that_begins_otherwise_is_counted_from_its_first_block() -> None:
    document = read(TALE, begins="Words that are not there")
    assert (document.start.is_found, document.blocks[0].ordinal) == (False, 1)
