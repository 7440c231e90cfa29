"""The footnotes of a page in HTML: links of a number or a sign to what stands elsewhere and leads back."""

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGN: Final = re.compile(r"\s*[\[(]?(?:\d{1,4}|[a-z]|[*†‡§¶]{1,3})[\])]?\s*", re.IGNORECASE)
_LONGEST: Final = 8
_LEADING: Final = re.compile(r"^\s*(?:[\[(]?(?:\d{1,4}|[*†‡§¶↑^]{1,3})[\])]?[.:]?\s+)?")
_WHOLE: Final = frozenset({"li", "p", "div", "aside", "dd", "td"})


class Footnotes:
    """Which elements refer to notes, and which are notes."""

    def __init__(self, root: "_Element") -> None:
        links = [(link, link.get("href", "")) for link in root.iter("a")]
        by_id = {name: element for element in root.iter() if (name := element.get("id") or element.get("name"))}
        self._notes: dict[_Element, _Element] = {}
        self._apart: set[_Element] = set()
        placed = {element: index for index, element in enumerate(root.iter())}
        taken: set[_Element] = set()
        for link, href in links:
            target = by_id.get(href[1:]) if href.startswith("#") else None
            if target is None or not _SIGN.fullmatch("".join(link.itertext())[:_LONGEST] or " -"):
                continue
            note = _whole(target)
            if note is None or placed[note] < placed[link] or link in note.iter():
                continue
            self._apart.add(link)
            if note not in taken:
                taken.add(note)
                self._notes[link] = note
                self._apart.add(note)

    def is_apart(self, element: "_Element") -> bool:
        """Whether *element* is a note or refers to one: neither stands where it is written."""
        return element in self._apart

    def note(self, element: "_Element") -> str:
        """Return the words of the note that *element* refers to first; empty where it refers to none."""
        note = self._notes.get(element)
        if note is None:
            return ""
        back = {text for link in note.iter("a") if _leads_back(link) for text in link.itertext()}
        words = "".join(text for text in note.itertext() if text not in back)
        return _LEADING.sub("", " ".join(words.split()))


def _whole(target: "_Element") -> "_Element | None":
    """Return the paragraph or the item of a list that *target* is or begins; None where it is no note."""
    element: _Element | None = target
    while element is not None and element.tag not in _WHOLE:
        element = element.getparent()
    return element


def _leads_back(link: "_Element") -> bool:
    return str(link.get("href", "")).startswith("#")
