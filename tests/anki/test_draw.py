"""Notes drawn: which note type, which fields, which hash."""

import re
from dataclasses import replace
from itertools import permutations

import pytest

from quizgen.anki.deck import Note, Related
from quizgen.anki.draw import Drawn, draw
from quizgen.anki.notetypes import NOTE_TYPES, UNKNOWN_TYPE, field_places, notetype
from quizgen.bank.claim import Claim, Claims, Speaker
from quizgen.bank.items.blocks import (
    Block,
    EntryBlock,
    Gap,
    Gaps,
    Lines,
    Option,
    Options,
    Pair,
    Pairs,
    Sequence,
    Step,
    Verdict,
)
from quizgen.text.inline import Prose
from tests.anki.conftest import BLOCKS, SAMPLES, citation, drawn, note


def field(drawn_note: Drawn, key: str) -> str:
    assert key in field_places(drawn_note.notetype)
    return drawn_note.value(key)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("short", "short"),
        ("typed", "short"),
        ("choice", "choice"),
        ("several", "choice"),
        ("locked", "choice"),
        ("verdict", "choice"),
        ("cloze", "cloze"),
        ("order", "order"),
        ("pair", "pair"),
        ("entry", "entry"),
    ],
)
def test_a_blocks_shape_chooses_the_note_type(name: str, expected: str) -> None:
    assert drawn(note(name, BLOCKS[name])).notetype == expected


def test_every_note_type_is_drawn() -> None:
    assert {drawn(sample).notetype for sample in SAMPLES} == {kind.key for kind in NOTE_TYPES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.item)
def test_the_first_field_is_never_empty_and_all_are_there(sample: Note) -> None:
    fields = drawn(sample).fields
    assert drawn(sample).value("id").startswith(sample.item)
    assert len(fields) == len(notetype(drawn(sample).notetype).fields)


def test_common_fields() -> None:
    drawn_note = drawn(note("a", Lines(answer=Prose("b"))))
    assert {key: field(drawn_note, key) for key in ("id", "stem", "why", "says", "section", "sources", "language")} == {
        "id": "a",
        "stem": "What of a?",
        "why": "A board sat <em>without</em> the accused.",
        "says": "Leopold Trepper (hearsay)",
        "section": "First victims",
        "sources": "<ul><li>Weber 1990 gives another date.</li></ul>",
        "language": "en",
    }
    assert field(drawn_note, "related") == "<ul><li><b>Jaan Anvelt</b>: secretary of a commission</li></ul>"
    assert field(drawn_note, "citation") == "Rogovin ch. 38, ¶ 4"
    assert drawn_note.tags == ("bank::first-victims", "core")
    assert field(draw(note("a", Lines(answer=Prose("b"))), language="de"), "language") == "de"


def test_who_says_so_in_the_language_of_the_bank_and_as_typed() -> None:
    claimed = note(
        "a",
        BLOCKS["short"],
        claims=Claims(
            whole=Claim(speakers=(Speaker(id="a", name="A <b>"), Speaker(id="r", name="Reiss", basis="knew")))
        ),
    )
    assert field(draw(claimed, language="en"), "says") == "A &lt;b&gt; and Reiss (first-hand)"
    assert field(draw(claimed, language="de-AT"), "says") == "A &lt;b&gt; und Reiss (aus eigener Kenntnis)"
    assert field(draw(claimed, language="he"), "says") == "A &lt;b&gt; and Reiss (first-hand)"


def test_a_note_tells_in_which_direction_it_is_written() -> None:
    sample = note("a", BLOCKS["short"])
    directions = {language: field(draw(sample, language=language), "direction") for language in ("en", "he", "ar-EG")}
    assert directions == {"en": "ltr", "he": "rtl", "ar-EG": "rtl"}


def test_a_verdict_in_the_language_of_the_bank() -> None:
    html = field(draw(note("a", BLOCKS["verdict"]), language="de"), "options")
    assert html == '<ol><li>Richtig</li><li class="key">Falsch</li></ol>'


def test_the_line_above_a_question_does_not_stand_behind_the_answer_too() -> None:
    drawn_note = drawn(note("a", BLOCKS["short"], above=True))
    assert (field(drawn_note, "above"), field(drawn_note, "says")) == ("Leopold Trepper (hearsay)", "")


def test_of_an_unknown_note_type_only_the_fields_that_frame_all_types_are_read() -> None:
    fields = ["a · b", "?", "mine", "new", *(str(number) for number in range(12)), "passage", "", ""]
    drawn_note = Drawn(notetype=UNKNOWN_TYPE, fields=tuple(fields), tags=())
    assert [drawn_note.value(key) for key in ("id", "stem", "citation", "mine")] == ["a · b", "", "", "mine"]
    assert (drawn_note.passage, drawn_note.bank_values) == ("passage", {"id": "a · b"})


def test_a_related_name_without_a_gloss_stands_alone() -> None:
    drawn_note = drawn(note("a", BLOCKS["short"], related=(Related(name="ECCI", gloss=Prose("")),)))
    assert field(drawn_note, "related") == "<ul><li><b>ECCI</b></li></ul>"


def test_a_short_answer_and_what_counts_too() -> None:
    drawn_note = drawn(note("a", BLOCKS["typed"]))
    assert field(drawn_note, "answer") == "<strong>Milan Gorkić</strong>"
    assert field(drawn_note, "accept") == "<ul><li>Gorkić</li><li>M. Gorkić</li></ul>"
    assert field(drawn_note, "typed")
    assert not field(drawn(note("a", BLOCKS["short"])), "typed")


def test_of_a_long_answer_only_the_kernel_is_strong() -> None:
    answer = Prose("that he **refused to return** to Moscow")
    html = field(drawn(note("a", Lines(answer=answer))), "answer")
    assert html == "that he <strong>refused to return</strong> to Moscow"


def test_options_with_keys_and_reasons() -> None:
    drawn_note = drawn(note("a", BLOCKS["choice"]))
    options = field(drawn_note, "options")
    assert options.count("<li") == 4
    assert '<li class="key">an English spy</li>' in options
    assert "<li>a deserter<small>Nobody said so.</small></li>" in options
    assert (field(drawn_note, "several"), field(drawn_note, "locked")) == ("", "")
    assert field(drawn(note("a", BLOCKS["several"])), "several") == "2"


def test_a_locked_order_is_kept() -> None:
    drawn_note = drawn(note("a", BLOCKS["locked"]))
    assert re.findall(r"\d+", field(drawn_note, "options")) == ["1936", "1937", "1938", "1939"]
    assert field(drawn_note, "locked")


def test_no_place_is_the_keys() -> None:
    places = [0] * 4
    for number in range(400):
        entries = field(drawn(note(f"item-{number}", BLOCKS["choice"])), "options").split("<li")[1:]
        places[[entry.startswith(' class="key"') for entry in entries].index(True)] += 1
    assert min(places) > 70


def test_stored_order_hangs_on_the_oldest_id_and_not_on_the_written_order() -> None:
    written = BLOCKS["choice"]
    assert isinstance(written, Options)
    orders = {
        field(drawn(note("new", replace(written, options=options), oldest="old")), "options")
        for options in permutations(written.options)
    }
    assert orders == {field(drawn(note("old", written)), "options")}


def test_another_option_leaves_the_others_as_they_stood() -> None:
    written = BLOCKS["choice"]
    assert isinstance(written, Options)
    more = replace(written, options=(*written.options, Option(text=Prose("a tailor"), key=False)))
    before, after = (field(drawn(note("a", block)), "options") for block in (written, more))
    assert after.replace("<li>a tailor</li>", "") == before


def test_true_or_false_is_a_locked_choice() -> None:
    drawn_note = drawn(note("a", Verdict(true=False, correction=Prose("In 1940."))))
    assert field(drawn_note, "options") == '<ol><li>True</li><li class="key">False</li></ol>'
    assert field(drawn_note, "correction") == "In 1940."
    assert field(drawn_note, "locked")
    assert field(drawn_note, "verdict")
    true = drawn(note("a", Verdict(true=True)))
    assert field(true, "options") == '<ol><li class="key">True</li><li>False</li></ol>'


def test_gaps_keep_their_numbers_and_hints() -> None:
    drawn_note = drawn(note("a", BLOCKS["cloze"]))
    assert field(drawn_note, "text") == "Exiled in {{c1::1940}}, he was shot in {{c2::1942::year}}."
    assert field(drawn_note, "accept") == "<ul><li>1940: in 1940</li></ul>"


def test_gaps_of_one_number_say_once_what_counts() -> None:
    gap = Gap(number=1, text=Prose("Kun"), accept=("B. Kun", "Béla Kun"))
    drawn_note = drawn(note("a", Gaps(pieces=(gap, Prose(" and "), gap))))
    assert field(drawn_note, "accept") == "<ul><li>Kun: B. Kun, Béla Kun</li></ul>"


def test_steps_stand_in_order_and_out_of_it() -> None:
    drawn_note = drawn(note("a", BLOCKS["order"]))
    assert field(drawn_note, "steps").startswith("<ol><li>He is summoned. <small>July 1937</small></li>")
    shuffled = re.findall(r'<li data-place="(\d)">([^<]+)</li>', field(drawn_note, "shuffled"))
    assert dict(shuffled)["1"] == "He is summoned."
    assert sorted(place for place, _ in shuffled) == ["1", "2", "3", "4"]


def test_steps_out_of_order_are_never_in_order() -> None:
    steps = tuple(Step(text=Prose(word)) for word in ("one", "two", "three"))
    for number in range(60):
        shuffled = field(drawn(note(f"item-{number}", Sequence(steps=steps))), "shuffled")
        assert re.findall(r"\d", shuffled) != ["1", "2", "3"]


def test_a_pair_asks_for_one_among_all() -> None:
    drawn_note = drawn(note("a", BLOCKS["pair"]))
    assert field(drawn_note, "id") == "a · varga"
    assert field(drawn_note, "left") == "Jenő Varga"
    options = field(drawn_note, "options")
    assert options.count("<li") == 4
    assert '<li class="key">wrote a letter</li>' in options
    assert "<li>led a republic</li>" in options
    assert "small" not in options  # whose the others are, other cards ask
    assert "<li>gave an interview</li>" in options


def test_a_right_side_that_two_share_stands_once() -> None:
    pairs = tuple(Pair(id=name, left=Prose(name), right=Prose("was shot")) for name in ("kun", "nagy"))
    other = Pair(id="varga", left=Prose("varga"), right=Prose("survived"))
    drawn_note = {
        focus: field(drawn(note("a", Pairs(pairs=(*pairs, other), focus=focus))), "options")
        for focus in ("kun", "varga")
    }
    assert drawn_note["kun"].count("<li") == 2
    assert '<li class="key">was shot</li>' in drawn_note["kun"]
    assert "<li>was shot</li>" in drawn_note["varga"]


def test_an_entry_asks_both_ways_or_one() -> None:
    both = BLOCKS["entry"]
    assert isinstance(both, EntryBlock)
    drawn_note = drawn(note("a", both))
    assert (field(drawn_note, "ask_name"), field(drawn_note, "ask_description")) == ("yes", "yes")
    assert (field(drawn_note, "dates"), field(drawn_note, "forms")) == ("1882–1942", "<ul><li>E. Peluso</li></ul>")
    assert field(drawn(note("a", replace(both, ask_name=False))), "ask_name") == ""


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("a b", "a-b"),
        ("a\u3000b", "a-b"),
        ("a\tb", "a-b"),
        (" a ", "a"),
        ('a"b', "ab"),
        ("a\x07b", "ab"),
        ("bank::first-victims", "bank::first-victims"),
    ],
)
def test_odd_spaces_in_tags(tag: str, kept: str) -> None:
    assert drawn(note("a", BLOCKS["short"], tags=(tag,))).tags == (kept,)


def test_tags_are_sorted_and_stand_once() -> None:
    assert drawn(note("a", BLOCKS["short"], tags=("b", "a", "b"))).tags == ("a", "b")


def test_no_word_of_the_users_text_is_the_banks() -> None:
    blocks: list[Block] = list(BLOCKS.values())
    for block in blocks:
        with_text = drawn(note("a", block, citations=(citation(text="Zebras graze here."), citation(5))))
        assert "Zebras" in with_text.passage
        assert not any("Zebras" in value for value in with_text.bank_values.values())
        assert with_text.shown_hash == drawn(note("a", block, citations=(citation(), citation(5)))).shown_hash
