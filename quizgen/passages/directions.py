"""Directions to a passage that was not found: where it may be, and what the bank has to say of it."""

from quizgen.bank.model import Passage
from quizgen.passages.anchor.anchor import Guess, PassageMatch
from quizgen.passages.anchor.outline import Outline


def directions(match: PassageMatch) -> str:
    """Return the sentence that says where the passage of *match* may be; empty where nothing is known of that.

    Where its opening words are met several times, it says what to write for each place.
    """
    if not match.guesses:
        return ""
    if not all(guess.directions for guess in match.guesses) or len(match.guesses) + match.alike < 2:
        return f"The best guess is {' or '.join(f'{_place(guess)} “{guess.opening} …”' for guess in match.guesses)}."
    choices = [f"{guess.directions} for {_place(guess)}" for guess in match.guesses]
    more = match.alike - len(choices)
    others = f" {more} more open so." if more > 0 else ""
    return f"Write {', '.join(choices)}.{others}"


def _place(guess: Guess) -> str:
    details = [f"line {guess.line}"] if guess.line else []
    if guess.heading:
        details.append(f"under “{guess.heading}”")
    number = f"¶ {guess.ordinal}" if guess.ordinal else "the heading above ¶ 1"
    return f"{number} ({', '.join(details)})" if details else number


def misplacement(outline: Outline, passage: Passage) -> str:
    """Return why no block of *outline* is the one that ``under:`` and ``nth:`` of *passage* name, as a clause."""
    if passage.under and not outline.under(passage.under):
        return f"no block opens with “{passage.under}”, under which {passage.id} stands"
    place = f" under “{passage.under}”" if passage.under else ""
    count = len(outline.named(passage.from_, passage.under))
    if not count:
        return f"no block{place} opens with “{passage.from_}”"
    return f"{_counted(count)}{place} with “{passage.from_}”, and nth: of {passage.id} is {passage.nth}"


def _counted(count: int) -> str:
    return "only one block opens" if count == 1 else f"only {count} blocks open"
