"""Where passages are by the pages, articles and other units of their text."""

import pytest

from quizgen.bank.cited import BY_PARAGRAPH, CitedRange
from quizgen.passages.anchor.document import Document
from quizgen.passages.places import places_of
from quizgen.text.reading.model import Unit
from quizgen.text.reading.read import read


def cited(raw: str, unit: Unit, words: str, *patterns: str, language: str = "en") -> str:
    """How the *words* of a text in Markdown are cited."""
    document = Document.of(read(raw, "a.md", patterns))
    start = document.raw.index(words)
    return places_of(document, unit).of((start, start + len(words))).named(language)


LAW = """\
# Law

Preamble.

## Chapter II Of boats

### Article 5 Oars

(1) Each boat has two.

(2) They are of ash:

- or of oak.

### Art. 5a Sails

None.
"""


@pytest.mark.parametrize(
    ("unit", "words", "place"),
    [
        (Unit.ARTICLE, "Each boat", "art. 5 (1)"),
        (Unit.ARTICLE, "or of oak", "art. 5 (2)"),
        (Unit.ARTICLE, "two.\n\n(2) They", "art. 5 (1)–(2)"),
        (Unit.ARTICLE, "Article 5 Oars\n\n(1) Each", "art. 5"),
        (Unit.ARTICLE, "oak.\n\nArt. 5a Sails", "arts. 5 (2)–5a"),
        (Unit.ARTICLE, "Preamble", ""),
        (Unit.CHAPTER, "Each boat", "ch. II"),
        (Unit.SECTION, "Each boat", ""),
    ],
)
def test_places_under_headings(unit: Unit, words: str, place: str) -> None:
    assert cited(LAW, unit, words) == place


@pytest.mark.parametrize(
    ("raw", "unit", "words", "place"),
    [
        ("## § 3 Amt\n\nDer Wart.", Unit.SECTION, "Der Wart", "§ 3"),
        ("§ 3 Der Wart ölt die Uhr.\n\n§ 4 Er stellt sie.", Unit.SECTION, "ölt die Uhr.\n\n§ 4 Er", "§§ 3–4"),
        ("## 2. Kapitel\n\nDie Fahrt.", Unit.CHAPTER, "Die Fahrt", "Kap. 2"),
        ("## IV\n\nDie Fahrt.", Unit.CHAPTER, "Die Fahrt", "Kap. IV"),
        ("## 2.1 Die Fahrt\n\nAm Morgen.", Unit.CHAPTER, "Am Morgen", "Kap. 2.1"),
        ("[p. 3] Die Fahrt.\n\n[p. 4] Am Morgen.", Unit.PAGE, "Fahrt.\n\nAm Morgen", "S. 3–4"),
        ("Eins.\\\nZwei.\\\nDrei.", Unit.LINE, "Zwei.\nDrei", "Z. 2–3"),
        ("Eins.", Unit.LINE, "Eins", ""),
    ],
)
def test_places_in_german(raw: str, unit: Unit, words: str, place: str) -> None:
    assert cited(raw, unit, words, language="de") == place


def test_a_verse_has_its_chapter_before_it() -> None:
    raw = "3:16 One boat. 3:17 Two boats."
    assert cited(raw, Unit.VERSE, "One boat. Two", "{chapter}:{verse}") == "vv. 3:16–3:17"


def test_what_has_no_place_is_cited_by_its_paragraph() -> None:
    assert places_of(Document.read("One."), Unit.PAGE).of((0, 4)) == BY_PARAGRAPH
    assert not BY_PARAGRAPH
    assert CitedRange(unit=Unit.PAGE, first="3", last="3").named("xx") == "p. 3"
