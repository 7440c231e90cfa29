"""The fonts at hand: those of typst, the sans that comes with this package, and those of optional extras."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from quizgen.base.value import frozen

if TYPE_CHECKING:
    import typst


@frozen
class FontExtra:
    """Fonts that not every user needs: an optional extra of this package."""

    name: str
    """Its name, as in ``pip install "quizgen[cjk]"``."""
    module: str
    """The Python package that holds the fonts; it is looked for, and never run."""
    characters: str
    """A pattern of a character that they bring, as far as whole blocks of Unicode tell."""


EXTRAS: Final = (
    FontExtra(
        name="cjk",
        module="manimgx_fonts_cjk",
        characters="[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7fb\uf900-\ufaff\ufe30-\ufe6b\uff01-\uffee"
        "\U00020000-\U0003ffff]",
    ),
    FontExtra(
        name="fonts",
        module="manimgx_fonts",
        characters="[\u0500-\u052f\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\u0980-\u0edf\u1000-\u10cd\u1200-\u1399"
        "\u1780-\u17f9\u19e0-\u19ff\u1c80-\u1cf9\u2d00-\u2d2d\u2d80-\u2e5d\ua640-\ua69f\ua700-\ua839\ua8e0-\ua92e"
        "\ua9e0-\ua9fe\uaa60-\uaa7f\uab01-\uab6b\ufb50-\ufdff\U0001f000-\U0001f251\U0001f300-\U0001faf6]",
    ),
)
"""What they bring was measured with typst, which was asked for every character with and without them."""


def helpful_extra(character: str) -> str:
    """Return the name of the extra, not installed as yet, whose fonts have *character*; empty where none has."""
    missing = (extra for extra in EXTRAS if not _folders(extra.module))
    return next((extra.name for extra in missing if re.match(extra.characters, character)), "")


@lru_cache(maxsize=1)
def fonts() -> "typst.Fonts":
    """Return all fonts at hand; those of the system are not among them, so that a sheet is the same everywhere."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[*font_folders()])


def font_folders() -> Iterator[str]:
    """Yield the folders of the packages with fonts that are installed."""
    for module in ("font_source_sans_pro", *(extra.module for extra in EXTRAS)):
        yield from _folders(module)


def _folders(module: str) -> list[str]:
    spec = find_spec(module)
    return list(spec.submodule_search_locations or ()) if spec else []
