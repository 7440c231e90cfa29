"""The words of all languages in the styling and in the script of the cards, which are the same for every bank.

Note types are shared by all banks of a student, whatever their languages. So no template holds a word: an element names
it (``data-word``), and the styling fills in the one of the card's language. It is no text of the card: Anki's browser
and its exports show the bank's own words alone.
"""

import json
import re
from collections.abc import Iterator

from quizgen.languages.card_words import card_words
from quizgen.languages.labels import labels
from quizgen.languages.packs import FALLBACK, languages
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.typed_numbers import DECIMAL_COMMA

_SCRIPTED = ("right", "wrong", "chosen", "given", "placed", "in_place", "typed")
"""The words that the script puts on a card."""


def styling() -> str:
    """The rules that fill in every word, those of the language that serves for all others first."""
    ordered = sorted(languages(), key=lambda language: (language != FALLBACK, language))
    return "".join(f"{rule}\n" for language in ordered for rule in _rules(language))


def withdrawn() -> str:
    """That a question was withdrawn, in every language: a blank front has no field to tell its own."""
    return "".join(f'<p lang="{language}">{card_words(language).withdrawn}</p>\n' for language in languages())


def with_words(script: str) -> str:
    """Return the *script* with its words, the articles of all languages, and the list of those with a decimal comma."""
    words = {language: {name: getattr(card_words(language), name) for name in _SCRIPTED} for language in languages()}
    articles = {language: " ".join(vocabulary(language).articles) for language in languages()}
    for mark, value in {
        "/* words */": _inner(words),
        "/* articles */": _inner(articles),
        "/* decimal comma */": DECIMAL_COMMA,
        "/* fallback */": FALLBACK,
    }.items():
        script = script.replace(mark, value)
    return script


def _inner(entries: object) -> str:
    """The inside of an object of the script. Two braces in a row would be a field to Anki."""
    return json.dumps(entries, ensure_ascii=False)[1:-1].replace("}}", "} }").replace("{{", "{ {")


def _rules(language: str) -> Iterator[str]:
    card = "#quizgen" if language == FALLBACK else f"#quizgen:lang({language})"
    words = card_words(language)
    # Behind the stroke, where a browser knows it, stands what is read aloud in place of the sign.
    for selector, sign, word in ((".key", "✓", words.right), (".picked:not(.key)", "×", words.wrong)):
        yield f'{card}.back .options {selector}::before {{ content: "{sign}" / {_string(f"{word}: ")}; }}'
    for name, pattern in _styled(language).items():
        yield f'{card} [data-word="{name}"]::before {{ content: {_content(pattern)}; }}'


def _styled(language: str) -> dict[str, str]:
    """The words of *language* by the names that templates use."""
    words, shared = card_words(language), labels(language)
    own = ("judge", "choose", "describe", "name", "arrange", "match", "hint", "more", "claim", "passage", "section")
    return {name: getattr(words, name) for name in (*own, "mine", "note")} | {
        "says": f"{shared.says}: ",
        "correction": f"{shared.correction}: ",
        "accept": _headed(shared.accept),
        "gist": shared.gist,
        "sources": shared.sources,
        "related": shared.glossary,
        "forms": _headed(shared.in_text.replace("{forms}", "").strip(" :")),
    }


def _headed(label: str) -> str:
    """A label that follows other words on a sheet, as a heading."""
    return label[:1].upper() + label[1:]


def _content(pattern: str) -> str:
    """A value for ``content``: {count} is what the element has in ``data-count``."""
    parts = (
        "attr(data-count)" if part == "{count}" else _string(part) for part in re.split(r"(\{count\})", pattern) if part
    )
    return " ".join(parts)


def _string(text: str) -> str:
    """A string of CSS."""
    return '"' + re.sub(r'[\\"\n<>{}]', lambda mark: f"\\{ord(mark[0]):x} ", text) + '"'
