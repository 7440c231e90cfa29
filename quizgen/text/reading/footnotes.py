"""The footnotes of a page in HTML: links of a number or a sign to what stands elsewhere and leads back."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGN: Final = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-z]|[*†‡§¶]{1,3})[\])]?\s*", re.IGNORECASE)
_LEADING: Final = re.compile(r"^\s*(?:[\[(]?(?:\d{1,4}|[*†‡§¶↑^]{1,3})[\])]?[.:]?\s+)?")
_WHOLE: Final = frozenset({"li", "p", "div", "aside", "dd", "td"})
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST: Final = 4000
"""Characters of a note: a link of a number to more is one of a table of contents."""


class Footnotes:
    """Which elements refer to notes, and which are notes."""

    def __init__(self, root: "_Element") -> None:
        by_id = {name: element for element in root.iter() if (name := element.get("id") or element.get("name"))}
        self._notes: dict[_Element, _Element] = {}
        self._apart: set[_Element] = set()
        for link in root.iter("a"):
            href = str(link.get("href", ""))
            target = by_id.get(href[1:]) if href.startswith("#") else None
            note = _whole(target) if target is not None and _SIGN.fullmatch("".join(link.itertext())) else None
            if note is None or not _is_note(note, link):
                continue
            if note not in self._apart:
                self._notes[link] = note
            self._apart |= {link, note}

    def is_apart(self, element: "_Element") -> bool:
        """Whether *element* is a note or refers to one: neither stands where it is written."""
        return element in self._apart

    def note(self, element: "_Element") -> str:
        """Return the words of the note that *element* refers to first; empty where it refers to none."""
        note = self._notes.get(element)
        if note is None:
            return ""
        texts = note.xpath(".//text()[not(ancestor::a[starts-with(@href, '#')])]")
        return _LEADING.sub("", " ".join("".join(map(str, texts)).split()))


def _whole(target: "_Element") -> "_Element | None":
    """Return the paragraph or the item of a list that *target* is or begins; None where it is in none."""
    element: _Element | None = target
    while element is not None and element.tag not in _WHOLE:
        element = element.getparent()
    return element


def _is_note(note: "_Element", link: "_Element") -> bool:
    """Whether *note* is short, has no heading, does not hold *link* and leads back to it."""
    if any(ancestor is note for ancestor in link.iterancestors()) or next(note.iter(*_HEADINGS), None) is not None:
        return False
    if sum(map(len, note.itertext())) > _LONGEST:
        return False
    near = (link, *link.iterdescendants(), *link.iterancestors("sup", "span", "p"))
    names = {f"#{name}" for element in near if (name := element.get("id") or element.get("name"))}
    return any(back.get("href") in names for back in note.iter("a"))
