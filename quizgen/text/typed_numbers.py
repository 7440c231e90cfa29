"""The figures in a typed answer: signs, grouped thousands, decimal marks, and what parts one figure from another.

The texts are those that ``text.typed`` has reduced: figures are ASCII, dashes are hyphens, brackets open as ``(``.
"""

import re
import unicodedata
from functools import cache
from typing import Final

DECIMAL_COMMA: Final = (
    "af az be bg bs ca cs da de el eo es et eu fi fo fr fy gl hr hu hy id is it ka kk kl ky lb lt lv mk mn nb nl nn no "
    "pl pt ro ru se sk sl sq sr sv tg tk tr tt uk uz vi"
)
"""The languages, in a row, that write a decimal comma and group thousands by points, if by a mark (Unicode’s CLDR). In
all others the two are the other way round.
"""
_COMMA_LANGUAGES: Final = frozenset(DECIMAL_COMMA.split())

_MINUS: Final = "➖"
"""The minus of a figure in what is compared, since hyphens stand between words and figures too."""
_DECIMAL: Final = "·"
"""The decimal mark, while all other marks are taken out."""
_CURRENCIES: Final = "$£¥€₩₹₽₺"
_OPERATORS: Final = "=<>≤≥+*/^~≈±"
_BEFORE_FIGURE: Final = f"(?=[{_CURRENCIES}]?[.,]?[0-9])"

_MINUS_IN_FRONT: Final = re.compile(f"(^[ .,'_(]*|[(,{_OPERATORS}]) ?- ?{_BEFORE_FIGURE}")
# After a figure and its unit a hyphen makes a range: 1937 -38, 5° -7°.
_MINUS_AFTER_SPACE: Final = re.compile(rf"([^-0-9 .,'_(%‰°{_CURRENCIES}]\.?) -{_BEFORE_FIGURE}")
_CHARGE: Final = re.compile(r"([0-9])-(?=[ .,'_(]*$)")
_FIGURE: Final = re.compile(r"[0-9]+(?:[.,'_ ][0-9]+)*")
_GAP: Final = re.compile(r"[- .,'_(]+")
_POWER: Final = re.compile(r"(^|[^\W0-9_])\^(?=[0-9])")


def with_minus(text: str) -> str:
    """Return *text* with a sign of its own for each hyphen that is a minus."""
    text = _MINUS_AFTER_SPACE.sub(rf"\1 {_MINUS}", _MINUS_IN_FRONT.sub(rf"\1{_MINUS}", text))
    return _CHARGE.sub(rf"\1{_MINUS}", text)


def joined(text: str, language: str) -> str:
    """Return *text* without spaces, hyphens and marks, its figures in one form; a hyphen parts two figures.

    *language* is a base language, such as "de".
    """
    comma = language in _COMMA_LANGUAGES
    figures = _FIGURE.sub(lambda match: _figure(match[0], comma), _lone_decimal(comma).sub(r"\g<1>0\2", text))
    words = _GAP.sub(_parting, figures)
    # Marks may have come to stand behind other letters.
    composed = unicodedata.normalize("NFC", words)
    return _POWER.sub(r"\1", composed).replace(_DECIMAL, "," if comma else ".")


def _parting(gap: re.Match[str]) -> str:
    """Return what stays of a gap: something between two figures, nothing between all else."""
    before, after = gap.string[: gap.start()][-1:], gap.string[gap.end() :][:1]
    return "-" if before.isdecimal() and after.isdecimal() else ""


def _figure(run: str, comma: bool) -> str:
    """Return figures with marks or single spaces between them, where they are one number, as it is compared."""
    if grouped := _grouped(comma).fullmatch(run):
        digits = re.sub("[^0-9]", "", grouped[1])
        return f"{digits}{_DECIMAL}{grouped[4]}" if grouped[4] else digits
    if " " in run:
        return " ".join(_figure(part, comma) for part in run.split(" "))
    return _fraction(comma).sub(rf"\1{_DECIMAL}\2", run)


@cache
def _grouped(comma: bool) -> re.Pattern[str]:
    """Return the pattern of a number in groups: all of one mark, and of the other language’s only if there are two."""
    point, group = (".,", ".") if comma else (".", ",")
    return re.compile(
        rf"([1-9][0-9]{{0,2}}(?:([{group}'_ ])(?:[0-9]{{2,3}}\2)*|([.,])(?:[0-9]{{3}}\3)+)[0-9]{{3}})"
        rf"(?:[{point}]([0-9]+))?"
    )


@cache
def _fraction(comma: bool) -> re.Pattern[str]:
    return re.compile(f"^([0-9]+)[{'.,' if comma else '.'}]([0-9]+)$")


@cache
def _lone_decimal(comma: bool) -> re.Pattern[str]:
    """Return the pattern of a decimal mark without a figure before it."""
    return re.compile(f"(^|[- ({_OPERATORS}{_CURRENCIES}{_MINUS}])([{'.,' if comma else '.'}])(?=[0-9])")
