from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.entries import Directions, Person, Term, Variant
from quizgen.bank.excerpt import Paragraph
from quizgen.bank.format.schema import Id, Ref
from quizgen.bank.items import Item
from quizgen.bank.items.base import Distractor
from quizgen.bank.items.choice import Choice
from quizgen.bank.items.matching import Match, MatchPair
from quizgen.bank.items.short import Short
from quizgen.bank.paper import Style
from quizgen.text.inline import Prose
from tests.sheets import cited, forms, lindenau, make_item, with_items

ANN, BO = "Ann Zork", "Bo Adler"


def person(name: str, role: str = "a villager", cards: Directions = Directions.BOTH) -> Person:
    id_ = Id(name.replace(" ", "-"))
    return Person(id=id_, name=name, role=Prose(role), at=(Ref("W1"),), cards=cards)


def term(name: str) -> Term:
    return Term(id=Id(f"{name}-term"), name=name, gloss=Prose("a word"), at=(Ref("W1"),))


def short(number: int, ask: str, at: str, answer: str = "something", **options: Any) -> Short:
    item = make_item("short", number, 0, (at,))
    assert isinstance(item, Short)
    return replace(item, ask=Prose(ask), answer=Prose(answer), **options)


def bank_of(*items: Item, summary: str = "", entries: tuple[Person | Term, ...] = ()) -> Bank:
    """A bank with these questions, which knows Ann Zork and Bo Adler or other entries."""
    entries = entries or (person(ANN), person(BO))
    people: dict[str, Person] = {entry.id: entry for entry in entries if isinstance(entry, Person)}
    terms: dict[str, Term] = {entry.id: entry for entry in entries if isinstance(entry, Term)}
    bank = replace(with_items(*items), people=people, terms=terms)
    drought = replace(bank.sections["drought"], summary=Prose(summary))
    return replace(bank, sections={**bank.sections, "drought": drought})


def passages(words: Mapping[str, str], *, with_text: bool) -> Mapping[str, Citation]:
    """The passages of the bank; those of *words* have these words, in the gist or in the user's copy."""
    citations = dict(cited(with_text=False))
    for passage, text in words.items():
        citation = citations[passage]
        if with_text:
            citations[passage] = replace(citation, paragraphs=(Paragraph(number=1, text=text),))
        else:
            citations[passage] = replace(citation, gist=Prose(text))
    return citations


def names(bank: Bank, words: Mapping[str, str] | None = None, *, with_text: bool = False) -> list[str]:
    (form,) = forms(bank, style=Style.READING, citations=passages(words or {}, with_text=with_text))
    return [gloss.name for gloss in form.glossary]


ON_W1, ON_W2 = short(1, "Who dug?", "W1"), short(2, "Who paid?", "W2")


def test_all_that_a_summary_names_is_in_it() -> None:
    assert names(bank_of(ON_W1, summary="Ann Zork digs."), {"W1": "Ann Zork digs a well."}) == [ANN]


@pytest.mark.parametrize("with_text", [True, False])
def test_of_what_passages_name_it_has_what_comes_back(with_text: bool) -> None:
    bank = bank_of(ON_W1, ON_W2)
    assert names(bank, {"W1": "Ann Zork, with Bo Adler.", "W2": "Bo Adler again."}, with_text=with_text) == [BO]
    assert names(bank, {"W1": "Ann Zork, and Ann Zork."}, with_text=with_text) == []


def test_what_only_passages_of_other_sections_name_does_not_come_back_to_a_sheet() -> None:
    joining = make_item("short", 3, 0, ("W2", "W5", "W6"))
    words = {"W5": "Ann Zork, with Bo Adler.", "W6": "Bo Adler and Ann Zork.", "W2": "Bo Adler."}
    assert names(bank_of(ON_W1, joining), words) == [BO]
    assert names(bank_of(joining), words) == []


def test_the_gist_of_a_passage_counts_only_where_its_words_are_not_printed() -> None:
    bank = bank_of(ON_W1, ON_W2)
    gists = passages({"W1": "Ann Zork.", "W2": "Ann Zork."}, with_text=False)
    copy = (Paragraph(number=1, text="Nobody."),)
    in_words = {**gists, "W2": replace(gists["W2"], paragraphs=copy)}
    glossaries = [forms(bank, style=Style.READING, citations=citations)[0].glossary for citations in (gists, in_words)]
    assert [[gloss.name for gloss in glossary] for glossary in glossaries] == [[ANN], []]


def test_what_one_question_names_is_explained_above_it_or_in_the_glossary() -> None:
    bank = bank_of(short(1, "What did Ann Zork dig?", "W1"))
    assert names(bank, {"W1": "Ann Zork digs."}) == []
    assert names(bank, {"W1": "Somebody digs.", "W2": "Ann Zork pays."}) == [ANN]


def test_what_two_questions_name_comes_back() -> None:
    bank = bank_of(short(1, "What did Ann Zork dig?", "W1"), short(2, "What did Ann Zork say of Bo Adler?", "W1"))
    assert names(bank, {"W1": "Ann Zork and Bo Adler dig."}) == [ANN]


def test_a_passage_where_an_entry_matters_most_does_not_bring_it_in() -> None:
    assert names(bank_of(ON_W1)) == []


def test_the_witness_whom_the_line_above_a_question_names_is_named_by_the_question() -> None:
    claimed = replace(ON_W1, says=(Ref("Ann-Zork"),))
    assert names(bank_of(claimed)) == []
    assert names(bank_of(replace(claimed, attributed=True))) == [ANN]


def test_who_is_the_answer_to_a_question_is_not_named_before_it_is_asked() -> None:
    asked, other = short(1, "Who dug?", "W1", answer=ANN), short(2, "Why did Bo Adler pay?", "W2")
    words = {"W4": "Ann Zork and Bo Adler.", "W2": "Ann Zork."}
    assert names(bank_of(asked, other), words) == [BO]
    assert names(bank_of(replace(asked, ask=Prose("Was it Ann Zork?")), other), words) == [BO, ANN]


def test_no_option_is_in_it_while_another_is_not() -> None:
    """The one that is missing would be the answer."""
    choice = make_item("choice", 1, 0, ("W1",))
    assert isinstance(choice, Choice)
    wrong = Distractor(text=Prose(BO), reason=Prose("He paid."))
    choice = replace(choice, ask=Prose("Who dug?"), answer=(Prose(ANN),), distractors=(wrong,))
    assert names(bank_of(choice)) == []
    assert names(bank_of(choice, short(2, "Why did Bo Adler pay?", "W2"))) == [BO]


def test_no_side_of_a_pair_is_in_it_but_what_a_side_mentions_is() -> None:
    match = make_item("match", 1, 0, ("W1",))
    assert isinstance(match, Match)
    pair = MatchPair(id=Id("one"), left=Prose(ANN), right=Prose("paid Bo Adler"))
    assert names(bank_of(replace(match, pairs=(pair, *match.pairs)))) == [BO]


def listed(*entries: Person | Term) -> list[str]:
    return names(bank_of(ON_W1, entries=entries, summary=" – ".join(entry.name for entry in entries)))


def test_people_stand_at_their_surnames_and_other_voices_at_their_first_word() -> None:
    entries = (person(ANN), person("old papers"), person("Šimon Šmid"), term("tax"), person(BO))
    assert listed(*entries) == [BO, "old papers", "Šimon Šmid", "tax", ANN]


def test_a_voice_that_is_a_term_as_well_is_in_it_once_as_the_term() -> None:
    voice = person("the Gazette", role="the paper that speaks here", cards=Directions.NONE)
    bank = bank_of(ON_W1, entries=(voice, term("the Gazette")), summary="So says the Gazette.")
    (gloss,) = forms(bank, style=Style.READING)[0].glossary
    assert (gloss.name, gloss.gloss) == ("the Gazette", "a word")


def test_it_has_the_forms_of_a_name_by_which_a_reader_of_the_text_may_miss_it() -> None:
    variants = (Variant(form="Soork", in_=(Ref("well"),)), Variant(form="Zorks", in_=(Ref("well"),)))
    bank = bank_of(ON_W1, summary="Ann Zork digs.", entries=(replace(person(ANN), variants=variants),))
    (gloss,) = forms(bank, style=Style.READING)[0].glossary
    assert gloss.forms == ("Soork",)


def test_no_other_style_has_a_glossary() -> None:
    assert [bool(forms(lindenau(), style=style)[0].glossary) for style in Style] == [
        style is Style.READING for style in Style
    ]


def test_a_gloss_that_answers_a_question_about_its_name_is_left_out() -> None:
    miller = person(ANN, role="a miller who was arrested in 1921")
    asked = short(1, f"When was {ANN} arrested?", "W1", answer="in **1921**, as they say")
    assert names(bank_of(asked, summary=f"{ANN} and {BO} met.", entries=(miller, person(BO)))) == [BO]
    other = short(1, f"When was {ANN} born?", "W1", answer="in 1892")
    assert names(bank_of(other, summary=f"{ANN} and {BO} met.", entries=(miller, person(BO)))) == [BO, ANN]
    of_another = short(1, f"When did {BO} dig?", "W1", answer="1921")
    assert names(bank_of(of_another, summary=f"{ANN} and {BO} met.", entries=(miller, person(BO)))) == [BO, ANN]
