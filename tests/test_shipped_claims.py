"""Who says so, on everything that the shipped bank draws: every card and every sheet, read back and held against it.

The lines are read as a person reads them, and compared with what is written at each question and at each of its parts.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.anki.cards import places, sides
from quizgen.anki.deck import resolve_decks
from quizgen.anki.draw import draw
from quizgen.bank import lock
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import NARRATOR, Item
from quizgen.bank.items.base import Claimed
from quizgen.bank.load import require
from quizgen.bank.paper import Leaf
from quizgen.passages import copies
from quizgen.passages.citations import cite_passages
from quizgen.worksheet.draw_bank_form import draw_bank_form
from quizgen.worksheet.form.excerpts import excerpts
from quizgen.worksheet.form.resolve import resolve_forms
from tests.anki.conftest import words

FOLDER = Path(__file__).parent.parent
INFERRED = "no one in the text; inferred from it"
BASES = {"first-hand": "knew", "hearsay": "hearsay", "inference": "inference"}

Said = frozenset[tuple[str, str, str]]
"""Who says it: names, each with the basis and the name of the one through whom we know it."""


@pytest.fixture(scope="module")
def bank() -> Bank:
    return require(FOLDER)[0]


@pytest.fixture(scope="module")
def citations(bank: Bank) -> dict[str, Citation]:
    locked = lock.read(bank.folder, "lock", bank.head.id)
    assert locked is not None
    return cite_passages(bank, copies.Copies(), locked.passages)


def test_a_line_is_read_as_a_person_reads_it(bank: Bank) -> None:
    assert read(bank, "") == {0: frozenset()}
    assert read(bank, "1, 3: Ignace Reiss (hearsay) · 2: Joseph Stalin, as reported by Georgi Dimitrov") == {
        1: frozenset({("Ignace Reiss", "hearsay", "")}),
        2: frozenset({("Joseph Stalin", "", "Georgi Dimitrov")}),
        3: frozenset({("Ignace Reiss", "hearsay", "")}),
    }
    with pytest.raises(AssertionError):
        read(bank, "Ignace Reiss and somebody else")


def test_every_card_tells_who_says_so(bank: Bank, citations: dict[str, Citation]) -> None:
    seen = set()
    for deck in resolve_decks(bank, citations):
        for note in deck.notes:
            item = bank.items.get(note.item)
            drawn = draw(note, language="en")
            for place in places(drawn):
                front, back = sides(drawn, place)
                above, behind = line_above(front), line_behind(back)
                if item is None:
                    assert above == behind == ""
                    continue
                assert line_above(back) == above
                assert not (above and behind)
                assert bool(above) <= item.attributed
                assert read(bank, above or behind) == written(bank, item, note.part), item.id
                seen.add(item.id)
    assert seen == {item.id for item in bank.items.values() if item.cards()}


def test_every_sheet_and_teachers_edition_tells_who_says_so(bank: Bank, citations: dict[str, Citation]) -> None:
    by_code = {bank.code_of(item): item for item in bank.items.values()}
    seen = set()
    for worksheet in bank.worksheets.values():
        forms = resolve_forms(bank, worksheet, citations=citations)
        paragraphs = excerpts(forms[0], bank, citations)
        teacher, *sheets = (
            dict(questions(draw_bank_form(bank, printed, leaf, "html", paragraphs)[0].decode()))
            for printed, leaf in [(forms, Leaf.TEACHER), *(((form,), Leaf.SHEET) for form in forms)]
        )
        assert {len(leaf) for leaf in (teacher, *sheets)} == {len(forms[0].questions)}
        for code, html in teacher.items():
            above, all_lines = lines_on_paper(html)
            assert len(all_lines) <= 1
            assert read(bank, "".join(all_lines)) == written(bank, by_code[code], ""), code
            assert all(lines_on_paper(sheet[code]) == (above, above) for sheet in sheets)
            seen.add(code)
    assert len(seen) > len(bank.items) / 3


def lines_on_paper(html: str) -> tuple[list[str], list[str]]:
    """The lines that stand above a question of a page, and all that stand anywhere in it."""
    label = "According to: "
    lines = [(tag, words(line)) for tag, line in re.findall(r"(<p[^>]*>)(.*?)</p>", html, re.DOTALL)]
    claims = [(tag, line.removeprefix(label)) for tag, line in lines if line.startswith(label)]
    return [line for tag, line in claims if 'class="above' in tag], [line for _, line in claims]


def line_above(html: str) -> str:
    """The line above the question."""
    lines = re.findall(r'<p class="above"><b data-word="says"></b>(.*?)</p>', html)
    return words("".join(lines))


def line_behind(html: str) -> str:
    """The line under “Who says so”."""
    return words("".join(re.findall(r'<h2 data-word="claim"></h2><p>(.*?)</p>', html)))


def questions(html: str) -> Iterator[tuple[str, str]]:
    """The questions of a page, by their codes."""
    yield from re.findall(r'<li id="([0-9A-Z]{4})"[^>]*>(.*?)(?=<li id="|</section>)', html, re.DOTALL)


def read(bank: Bank, line: str) -> dict[int, Said]:
    """What a line says of each numbered part, or of the whole as of part 0; fails where a word of it is not read."""
    if not re.match(r"\d", line):
        return {0: read_one(bank, line)}
    said: dict[int, Said] = {}
    for group in line.split(" · "):
        numbers, _, claim = group.partition(": ")
        said |= {int(number): read_one(bank, claim) for number in numbers.split(", ")}
    return said


def read_one(bank: Bank, claim: str) -> Said:
    if claim == INFERRED:
        return frozenset({(INFERRED, "", "")})
    names = {person.name for person in bank.people.values()} | {text.author for text in bank.texts.values()}
    name = "|".join(re.escape(known) for known in sorted(names, key=len, reverse=True))
    said = set()
    for group in filter(None, claim.split("; ")):
        speakers, _, reporter = group.partition(", as reported by ")
        rest = re.sub(rf"({name})(?: \(([a-z-]+)\))?", "#", speakers)
        assert re.fullmatch(r"#(, #)*( and #)?|# / #", rest), claim
        assert not reporter or re.fullmatch(name, reporter), claim
        for match in re.finditer(rf"({name})(?: \(([a-z-]+)\))?", speakers):
            said.add((match[1], BASES[match[2]] if match[2] else "", reporter))
    return frozenset(said)


def written(bank: Bank, item: Item, part: str) -> dict[int, Said]:
    """What the bank says of a question, or of the part of it that a card asks for."""
    if item.inference:
        return {0: frozenset({(INFERRED, "", "")})}
    parts = [one if one.says else item for one in item.parts]
    claims = [said_by(bank, item, one, is_part=True) for one in parts]
    if len({(one.says, one.basis, one.reported_by) for one in parts}) > 1:
        numbered = {number: claim for number, claim in enumerate(claims, start=1) if claim}
        return numbered or {0: frozenset()}
    return {0: said_by(bank, item, parts[0] if parts else item, is_part=False)}


def said_by(bank: Bank, item: Item, claimed: Claimed, *, is_part: bool) -> Said:
    """Whom a question or a part of it names: the author only beside others, above the question, or with a basis."""
    texts = [bank.text_of(passage) for passage in bank.passages_of(item)]
    authors = dict.fromkeys(text.author for text in texts if not text.always) or [text.author for text in texts]
    alone = len(claimed.says) == 1
    basis = claimed.basis.value if claimed.basis else ""
    reporter = bank.people[claimed.reported_by].name if claimed.reported_by else ""
    said = set()
    for who in claimed.says:
        if who != NARRATOR:
            said.add((bank.people[who].name, basis, reporter))
        elif is_part or not alone or basis or reporter or item.attributed:
            said |= {(author, basis if alone else "", reporter if alone else "") for author in authors}
    return frozenset(said)
