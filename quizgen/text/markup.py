"""Running text out of HTML: the tags and entities that a copy from a web page or an e-book still has in it."""

import re
from html.entities import html5
from typing import Final

# The elements of HTML that end a paragraph, those that stand for a break or a gap, those within a line, and those whose
# content is no part of the text: the names of https://html.spec.whatwg.org/#elements-3, and a few that it has dropped.
_BLOCKS: Final = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary
        table tbody tfoot thead title tr ul""",
    )
)
_GAPS: Final = {"br": "\n", "td": " ", "th": " "}
_INLINE: Final = frozenset(
    re.findall(
        r"\w+",
        """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label link mark meta q rp rt ruby s
        samp small span strike strong sub sup time tt u var wbr""",
    )
)
_HIDDEN: Final = frozenset({"head", "noscript", "script", "style", "template"})
_ATTRIBUTE: Final = r"""\s+[\w:.-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?"""
_TAG: Final = re.compile(
    rf"<(?:!doctype\b[^<>]*|\?xml\b[^<>]*|(/?)([a-z][a-z1-6]*)(?:{_ATTRIBUTE})*\s*/?)>", re.IGNORECASE
)
_BREAK: Final = re.compile("<br", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#(?:\d{1,7}|x[\da-f]{1,6})|[a-z][a-z\d]{1,31});", re.IGNORECASE)


def without_markup(raw: str) -> str:
    """Return the text *raw* without the tags of HTML, and with its entities as the characters that they stand for.

    A paragraph or a heading becomes one between blank lines, a break the end of a line. What is no element of HTML
    stays, and so do all tags where none is closed: a grammar may write letters as ``<a>``.
    """
    if "</" in raw or _BREAK.search(raw):
        raw = _without_tags(_without_comments(raw))
    return _ENTITY.sub(_character, raw) if "&" in raw else raw


def _without_comments(raw: str) -> str:
    parts: list[str] = []
    offset = 0
    while (start := raw.find("<!--", offset)) >= 0 and (end := raw.find("-->", start)) >= 0:
        parts.append(raw[offset:start])
        offset = end + len("-->")
    return "".join((*parts, raw[offset:]))


def _without_tags(raw: str) -> str:
    tags = [tag for tag in _TAG.finditer(raw) if tag[2] is None or _is_known(tag[2].lower())]
    closed = {tag[2].lower(): tag.start() for tag in tags if tag[1]}  # where each element is closed for the last time
    if not closed and not any(tag[2] and tag[2].lower() == "br" for tag in tags):
        return raw
    parts: list[str] = []
    offset, hidden = 0, ""
    for tag in tags:
        name = (tag[2] or "").lower()
        if not hidden:
            parts += raw[offset : tag.start()], _space(name)
        offset = tag.end()
        if hidden == name and tag[1]:
            hidden = ""
        elif not hidden and name in _HIDDEN and closed.get(name, 0) > offset:
            hidden = name
    return "".join((*parts, raw[offset:]))


def _is_known(name: str) -> bool:
    return name in _BLOCKS or name in _INLINE or name in _GAPS or name in _HIDDEN


def _space(name: str) -> str:
    """What stands in a text where a tag of this *name* stood."""
    return "\n\n" if name in _BLOCKS or name in _HIDDEN else _GAPS.get(name, "")


def _character(entity: re.Match[str]) -> str:
    """The characters of an *entity*; what is none, or no character of a text, stays as it is."""
    name = entity.group()[1:]
    if not name.startswith("#"):
        return html5.get(name, entity.group())
    code = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
    is_text = code < 0x110000 and (chr(code).isprintable() or chr(code).isspace())
    return chr(code) if is_text else entity.group()
