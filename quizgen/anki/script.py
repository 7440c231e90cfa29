"""The script of the cards, with the words of languages by which it compares what is typed."""

import json

from quizgen.languages.packs import languages
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.typed_numbers import DECIMAL_COMMA


def with_languages(script: str) -> str:
    """Return the *script* with the articles of all languages, and the list of those with a decimal comma."""
    articles = {language: " ".join(vocabulary(language).articles) for language in languages()}
    listed = json.dumps(articles, ensure_ascii=False).strip("{}")
    return script.replace("/* articles */", listed).replace("/* decimal comma */", DECIMAL_COMMA)
