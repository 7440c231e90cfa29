"""Copies with the marks of a format left in them: HTML, its entities, Markdown."""

import html
import random
import re

from tests.passages.anchor.copies import WORD, Edit, Paragraphs
from tests.passages.anchor.ownership import FOREIGN

_HEAD = f"""{FOREIGN}<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A chronicle of the free harbour</title>
<style>p {{ margin: 0; }} .note > a {{ color: red }}</style>
<script>if (1 < 2 && window.top) {{ document.write("<p>Turn scripts on to read the chronicle.</p>"); }}</script>
</head><body class="page">
<!-- The navigation <b>of the site</b>. -->
<ul><li><a href="/">The town</a></li><li><a href="/books?sort=year&amp;page=2">Its books</a></li></ul>
<h1>A chronicle</h1>
"""
_FOOT = f"""
{FOREIGN}<footer><p>Printed for the free harbour &copy; 1699.<br/>All rights reserved.</p></footer></body></html>
"""


def _stressed(text: str, rng: random.Random) -> str:
    """One word in fifteen in italics, a link, or bold."""
    tags = [("<i>", "</i>"), ("<em class='x'>", "</em>"), ('<a href="#n1" title="A note">', "</a>"), ("<B>", "</B>")]

    def tagged(match: re.Match[str]) -> str:
        if rng.random() >= 1 / 15:
            return match.group()
        start, end = rng.choice(tags)
        return f"{start}{match.group()}{end}"

    return WORD.sub(tagged, text)


def _entities(text: str) -> str:
    named = {"“": "&ldquo;", "”": "&#8221;", "’": "&rsquo;", "—": "&mdash;", "…": "&#x2026;", "é": "&eacute;"}
    return "".join(named.get(character, character) for character in html.escape(text, quote=False))


def entities(paragraphs: Paragraphs, _: random.Random) -> str:
    return "\n".join(re.sub(r" (?=\d)", "&nbsp;", _entities(text)) for text in paragraphs)


def italics(paragraphs: Paragraphs, rng: random.Random) -> str:
    """A paragraph a line, with tags only within them."""
    return "\n".join(_stressed(text, rng) for text in paragraphs)


def broken(paragraphs: Paragraphs, rng: random.Random) -> str:
    """Paragraphs that end with breaks."""
    return "<br/><br/>\n".join(_stressed(text, rng) for text in paragraphs)


def tagged(between: str) -> Edit:
    """Every paragraph in tags, with *between* standing between two."""

    def edit(paragraphs: Paragraphs, rng: random.Random) -> str:
        return between.join(f'<p class="text">{_stressed(_entities(text), rng)}</p>' for text in paragraphs)

    return edit


def page(paragraphs: Paragraphs, rng: random.Random) -> str:
    """A page of the web, whole, with its lines broken where they happened to be."""
    lines = [re.sub(r"((?:\S+ ){11}\S+) ", r"\1\n", _stressed(_entities(text), rng)) for text in paragraphs]
    return _HEAD + "\n".join(f"<p>\n{text}\n</p>" for text in lines) + _FOOT


def markdown(paragraphs: Paragraphs, rng: random.Random) -> str:
    """Headings, stress, links, quotations, notes, and a number before every tenth paragraph."""

    def stressed(match: re.Match[str]) -> str:
        if rng.random() >= 1 / 15:
            return match.group()
        return rng.choice(["*{}*", "**{}**", "_{}_", "{}[^3]", "[{}](#note)"]).format(match.group())

    texts = []
    for n, text in enumerate(paragraphs):
        if n % 10 == 0:
            texts.append(f"{FOREIGN}## Part {n // 10}")
        texts.append(("> " if n % 7 == 3 else "") + WORD.sub(stressed, text))
    return "\n\n".join(texts)
