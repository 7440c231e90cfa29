"""By what a passage is cited where its text is not cited by ¶: its pages, articles or other numbered places."""

from quizgen.base.value import frozen
from quizgen.languages.packs import Language
from quizgen.languages.place_words import place_words
from quizgen.text.reading.model import Unit


@frozen
class CitedRange:
    """The first and the last of successive places, as their text numbers them."""

    unit: Unit = Unit.PARAGRAPH
    first: str = ""
    """The first number, such as "12" or "5 (1)"; empty in a text that is cited by its paragraphs."""
    last: str = ""

    def __bool__(self) -> bool:
        return bool(self.first)

    def named(self, language: Language) -> str:
        """Return it in *language*, such as "pp. 12–13"; empty where it is empty."""
        return place_words(language, self.unit).name(self.first, self.last) if self.first else ""

    def through(self, last: "CitedRange") -> "CitedRange":
        """Return the range from this one to the *last* one."""
        return CitedRange(unit=self.unit, first=self.first, last=last.last)


BY_PARAGRAPH = CitedRange()
"""No such place: ¶ numbers count."""
