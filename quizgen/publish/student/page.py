"""The student's page as one self-contained HTML file, for phones and for computers."""

from quizgen.languages.card_words import card_words
from quizgen.publish.saying import draw_page
from quizgen.publish.student.guide import SIX_WEEKS, TEN_DAYS, Guide, a_day


def render(guide: Guide) -> str:
    """Return the HTML page, its styles included. *guide* must have at least one package."""
    first = guide.packages[0]
    values = {
        "guide": guide,
        "first": first,
        "ten": a_day(first.decks[0].cards, TEN_DAYS),
        "six": a_day(first.cards, SIX_WEEKS),
        "wrong": card_words(guide.language).wrong,
    }
    return draw_page("student/page.html", guide.language, guide.words, values)
