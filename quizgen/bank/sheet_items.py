"""The questions of a worksheet: what it selects, drawn with all that its style and the user's copies decide."""

from collections.abc import Mapping
from dataclasses import replace

from quizgen.bank.answering_time import passage_times, reading_seconds
from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation
from quizgen.bank.items import Item
from quizgen.bank.items.evidence import Evidence
from quizgen.bank.model import Worksheet
from quizgen.bank.paper import Style
from quizgen.bank.select import Drawing, drawn
from quizgen.text.inline import plain


def worksheet_items(bank: Bank, worksheet: Worksheet, citations: Mapping[str, Citation]) -> tuple[Item, ...]:
    """Return the questions of *worksheet*; under a limit a test asks nothing that needs a text that is not at hand.

    Without a limit no citation is looked at.
    """
    drawing = Drawing(seed=worksheet.seed, choice=worksheet.choice)
    if not worksheet.select.is_limited:
        return drawn(bank, worksheet.select, drawing)
    if worksheet.style is Style.TEST:
        drawing = replace(drawing, without={item.id for item in bank.items.values() if _is_lost(item, citations)})
    elif worksheet.select.minutes:
        drawing = replace(drawing, reading=passage_times(citations))
        if worksheet.style is Style.READING:
            drawing = _with_whole_sections(drawing, bank, citations)
    return drawn(bank, worksheet.select, drawing)


def _with_whole_sections(drawing: Drawing, bank: Bank, citations: Mapping[str, Citation]) -> Drawing:
    """Count with a question what a reading handout prints of its section: the summary, and gists without a copy."""
    reading = dict(drawing.reading)
    read_with: dict[str, list[str]] = {}
    for section in bank.sections.values():
        summary = f"summary of {section.id}"  # no passage is called so, for an ID has no space
        reading[summary] = reading_seconds(plain(section.summary))
        read_with[section.id] = [summary]
    for passage in bank.passages.values():
        if not citations[passage.id].paragraphs:
            read_with[passage.section].append(passage.id)
    return replace(drawing, reading=reading, read_with=read_with)


def _is_lost(item: Item, citations: Mapping[str, Citation]) -> bool:
    """Return whether words are to be copied from a passage of which there is no copy."""
    return isinstance(item, Evidence) and not all(citations[passage].paragraphs for passage in item.at)
