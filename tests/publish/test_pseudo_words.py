"""Pages in a language of pseudo-words: whatever is no pseudo-word is the bank’s, a file, a site or a number."""

import re
from dataclasses import replace

from quizgen.languages.card_words import card_words
from quizgen.languages.page_words import PageWords, page_words
from quizgen.publish.course import Sheet
from quizgen.publish.student.page import render as render_for_students
from quizgen.publish.teacher.page import render as render_for_teachers
from quizgen.text.inline import Prose
from tests.publish.html import Page, read
from tests.publish.student.test_page import GUIDE
from tests.publish.teacher.test_page import TEACHERS

WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = PageWords(language="en", texts={}, months=())
KNOWN = f"apps.ankiweb.net ankiweb.net Google Play F-Droid App Store {card_words('en').wrong}"
"""Names of sites, and what a card says of an answer: its words come from another section of the pack."""


def pseudo(text: str) -> str:
    """Return *text* with “zz” before every word that is not filled in."""
    return re.sub(r"\{\w+\}|[^\W\d_]+", lambda match: match[0] if match[0][0] == "{" else f"zz{match[0]}", text)


def pseudo_words() -> PageWords:
    words = page_words("en")
    texts = {key: pseudo(text) for key, text in words.texts.items()}
    return replace(words, texts=texts, months=tuple(map(pseudo, words.months)))


def strange(page: Page, known: object) -> set[str]:
    """Return the words of *page*, those in its attributes among them, that are neither pseudo-words nor *known*."""
    attributes = [
        attrs.get(name) or "" for _, attrs in page.tags for name in ("aria-label", "title", "data-way", "alt")
    ]
    words = WORD.findall(" ".join([page.text, *attributes]))
    return {word for word in words if not word.startswith("zz")} - {*WORD.findall(f"{known} {KNOWN}")}


def test_every_word_of_the_student_s_page_comes_from_the_pack() -> None:
    for passages in (True, False):
        for packages in (GUIDE.packages, GUIDE.packages[1:], GUIDE.packages[::-1]):
            guide = replace(GUIDE, passages=passages, packages=packages, words=pseudo_words())
            assert strange(read(render_for_students(guide)), replace(GUIDE, words=NO_WORDS)) == set()


def test_every_word_of_the_teacher_s_page_comes_from_the_pack() -> None:
    day = replace(GUIDE.days[0], sheets=(Sheet(id="grain", title=Prose("The grain")),), note=Prose("Bring rye."))
    for days in ((day,), ()):
        for passages in (True, False):
            teachers = replace(TEACHERS, days=days, passages=passages, words=pseudo_words())
            known = replace(teachers, words=NO_WORDS)
            assert strange(read(render_for_teachers(teachers)), known) == set()


def test_a_word_of_its_own_would_be_found() -> None:
    assert strange(read('<p>zzone <b aria-label="two">three</b> Mill</p>'), "Mill") == {"two", "three"}
