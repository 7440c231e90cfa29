"""How a page says something: a text of its language, filled in, as safe HTML."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from quizgen.languages.direction import direction
from quizgen.languages.page_words import PageWords
from quizgen.text.templates import prose_markup, template

if TYPE_CHECKING:
    from markupsafe import Markup


class Say(Protocol):
    """What a template calls to say the text of a key."""

    def __call__(self, key: str, **filled: Any) -> "Markup":
        """Return the text of *key*, *filled* in with values: HTML stays HTML, all else is escaped."""


def saying(words: PageWords) -> Say:
    """Return what says the texts of *words*; one that is filled in with a ``count`` of 1 is that for the number one."""

    def say(key: str, **filled: Any) -> "Markup":
        return prose_markup(words.text(key, filled.get("count"))).format(**filled)

    return say


def draw_page(name: str, language: str, words: PageWords, values: Mapping[str, object]) -> str:
    """Return the HTML page that the template *name* makes of *values*.

    *language* is the tag of the bank's language. Where *words* are in another, which they are if no pack of it ships,
    the page says of itself and of what is the bank's in which language and direction each is.
    """
    is_foreign = language.partition("-")[0] != words.language.partition("-")[0]
    return template("quizgen.publish", name).render(
        **values,
        say=saying(words),
        page=_tagged(language),
        said=_tagged(words.language) if is_foreign else "",
        own=_tagged(language) if is_foreign else "",
    )


def _tagged(language: str) -> "Markup":
    """Return the attributes of an element whose text is in *language*."""
    from markupsafe import Markup

    return Markup(' lang="{}" dir="{}"').format(language, direction(language))
