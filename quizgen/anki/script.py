"""The script of the cards, with the words of languages by which it compares what is typed."""

import json

from quizgen.languages.packs import languages
from quizgen.languages.vocabulary import vocabulary
from quizgen.text.typed_numbers import DECIMAL_COMMA


def with_languages(part: str) -> str:
    """Return a *part* of a template with the articles of all languages and the list of those with a decimal comma.

    Only the script has places for them.
    """
    articles = {language: " ".join(vocabulary(language).articles) for language in languages()}
    listed = json.dumps(articles, ensure_ascii=False).strip("{}")
    return part.replace("/* articles */", listed).replace("/* decimal comma */", DECIMAL_COMMA)
