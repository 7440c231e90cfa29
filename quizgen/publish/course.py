"""The course as the pages for students and teachers tell it: for each session what is read, studied and printed."""

from collections.abc import Iterator, Mapping

from quizgen.anki.deck import session_tag
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, place_from_to
from quizgen.bank.homes import own_name
from quizgen.bank.sessions import Session
from quizgen.base.value import frozen
from quizgen.text.inline import Prose


@frozen
class Reading:
    """A section to be read."""

    source: str
    """The text's short name, such as "Rogovin ch. 38"."""
    place: str
    """Its paragraphs, as "¶¶ 6–7"; empty where they are not known."""
    title: Prose


@frozen
class NewCards:
    """New cards to be studied."""

    deck: str
    """The deck's name below its parents, such as "1 Core"."""
    cards: int


@frozen
class Sheet:
    """A worksheet to be printed."""

    id: str
    """The name of its folder among what teachers get."""
    title: Prose


@frozen
class Day:
    """One session of the course."""

    title: Prose
    readings: tuple[Reading, ...]
    new_cards: tuple[NewCards, ...]
    search: str
    """What finds the session's cards in Anki's browser; empty where it has none of its own."""
    sheets: tuple[Sheet, ...]
    note: Prose
    """A word to the teacher."""


def course(bank: Bank, citations: Mapping[str, Citation]) -> tuple[Day, ...]:
    """Return the sessions of *bank* in their order; *citations* holds the citation of every passage, by its id."""
    questions = [item for item in bank.items.values() if item.has_cards] if bank.sessions else []
    studied = {session.id for item in questions if (session := bank.session_of(item.at))}
    return tuple(_day(bank, session, citations, is_studied=session.id in studied) for session in bank.sessions.values())


def _day(bank: Bank, session: Session, citations: Mapping[str, Citation], *, is_studied: bool) -> Day:
    return Day(
        title=session.title,
        readings=tuple(_readings(bank, session, citations)),
        new_cards=tuple(
            NewCards(deck=own_name(bank.decks[study.deck].name), cards=study.cards) for study in session.study
        ),
        search=f"tag:{session_tag(bank, session)}" if is_studied else "",
        sheets=tuple(
            Sheet(id=name, title=sheet.title) for name, sheet in bank.worksheets.items() if name in session.sheets
        ),
        note=session.note,
    )


def _readings(bank: Bank, session: Session, citations: Mapping[str, Citation]) -> Iterator[Reading]:
    for section in session.read:
        cited = [citations[passage.id] for passage in bank.passages.values() if passage.section == section]
        source = bank.texts[bank.text_of_section[section]].short
        yield Reading(source=source, place=place_from_to(cited), title=bank.sections[section].title)
