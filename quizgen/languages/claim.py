"""The words of the line that says who claims an answer, and on what basis."""

from quizgen.base.value import frozen
from quizgen.languages.labels import Labels


@frozen
class ClaimWords:
    """The words of one language."""

    the_author: str
    """Where no witness is named."""
    card_knew: str
    """On a card: from own knowledge."""
    card_hearsay: str
    """On a card: from hearsay."""
    card_inference: str
    """On a card: by inference."""
    key_knew: str
    """In a key: from own knowledge."""
    key_hearsay: str
    """In a key: from hearsay."""
    key_inference: str
    """In a key: by inference."""


def claim_words(labels: Labels) -> ClaimWords:
    """The words of the language of *labels* for a key, and the English ones for a card."""
    return ClaimWords(
        the_author="the author",
        card_knew="first-hand",
        card_hearsay="from hearsay",
        card_inference="an inference",
        key_knew=labels.knew,
        key_hearsay=labels.hearsay,
        key_inference=labels.inference,
    )
