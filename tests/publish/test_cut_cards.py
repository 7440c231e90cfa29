"""Cards to cut out, from what is asked for to the file."""

from dataclasses import replace

import pytest

from quizgen.bank.bank import Bank
from quizgen.bank.format.schema import Ref
from quizgen.bank.model import Entries, Selection
from quizgen.base.files import display_path
from quizgen.base.problem import Failure, Place, Problem, Severity
from quizgen.publish.cut_cards import CutCardsRequest, cut_cards
from quizgen.text.inline import Prose
from quizgen.worksheet.cards.model import Flip
from quizgen.worksheet.view.edition import Edition
from tests.sheets import cited, lindenau, with_items
from tests.worksheet.reading import text


def cut(request: CutCardsRequest, bank: Bank | None = None) -> tuple[str, list[Problem]]:
    problems: list[Problem] = []
    return text(cut_cards(bank or lindenau(), cited(), request, problems=problems)), problems


def listing(*ids: str) -> Selection:
    return Selection(ids=tuple(map(Ref, ids)))


def test_ids_and_codes_name_questions_people_and_terms() -> None:
    bank = lindenau()
    by_code = listing(bank.code_of(bank.people["halm"]).lower(), bank.code_of(bank.items["who-did"]), "mark")
    words, problems = cut(CutCardsRequest(select=by_code))
    assert not problems
    assert words == cut(CutCardsRequest(select=listing("halm", "who-did", "mark")))[0]
    assert "Josef Halm" in words
    assert "the German currency of the time" in words


def test_the_request_is_printed() -> None:
    request = CutCardsRequest(select=None, entries=Entries.BOTH, title="*People* and terms", flip=Flip.SHORT)
    words, _ = cut(request)
    assert "People and terms" in words
    assert "short edge" in words
    assert f"bank 1.0 · {lindenau().revision(lindenau().entries.values())} · CC0 1.0" in words
    assert "Page 1 of 2" in words
    large = replace(request, edition=Edition(large_print=True))
    assert "Page 1 of 4" in cut(large)[0]
    assert lindenau().head.title in cut(replace(request, title=""))[0]


def test_a_listed_question_without_cards_is_a_warning_beside_others_and_an_error_alone() -> None:
    _, (problem,) = cut(CutCardsRequest(select=listing("why-refuse", "halm")))
    assert (problem.code, problem.severity) == ("W431", Severity.WARNING)
    assert problem.place == lindenau().items["why-refuse"].place()
    with pytest.raises(Failure, match="W431"):
        cut(CutCardsRequest(select=listing("why-refuse")))


def test_what_the_bank_does_not_have_is_refused() -> None:
    with pytest.raises(Failure, match="there is no question, person or term “halmm”") as failure:
        cut(CutCardsRequest(select=listing("halmm")))
    assert failure.value.problems[0].hint == "Did you mean “halm”?"
    with pytest.raises(Failure, match="there is no section “nowhere”"):
        cut(CutCardsRequest(select=Selection(sections=(Ref("nowhere"),))))


def test_a_character_that_no_font_has_is_told_where_it_is_written_and_printed_by_its_number() -> None:
    item = replace(lindenau().items["wells-failed"], ask=Prose("Is it 😀?"))  # type: ignore[call-arg]
    other = replace(lindenau().items["map-clue"], ask=Prose("Is it 文?"))  # type: ignore[call-arg]
    bank = with_items(item, other)
    words, problems = cut(CutCardsRequest(select=listing("wells-failed"), title="A *文* title"), bank)
    assert "Is it [U+1F600]?" in words
    assert "A [U+6587] title" in words
    assert [(problem.code, problem.severity) for problem in problems] == [("W403", Severity.WARNING)] * 2
    assert [problem.place for problem in problems] == [item.place("ask"), Place(path=display_path(bank.path))]
