"""Coverage as JSON, for other programs."""

import json

from quizgen.coverage.model import Coverage, SectionCoverage, Stretch, Tally, TextCoverage, UncoveredRun
from quizgen.coverage.unasked import UnaskedFact
from quizgen.text.inline import plain

Data = dict[str, object]
"""A JSON object."""


def as_json(coverage: Coverage) -> str:
    """Return a JSON text of one object: ``total`` and ``texts``. Values that need a copy of a text may be null."""
    texts = [_text(text) for text in coverage.texts]
    return json.dumps({"total": _tally(coverage.tally), "texts": texts}, ensure_ascii=False, indent=1)


def _text(text: TextCoverage) -> Data:
    return {
        "id": text.text.id,
        "short": text.text.short,
        "read": text.read,
        "total": _tally(text.tally),
        "sections": [_section(section) for section in text.sections],
    }


def _section(section: SectionCoverage) -> Data:
    return {
        "id": section.section.id,
        "title": plain(section.section.title),
        "total": _tally(section.tally),
        "stretches": [_stretch(stretch) for stretch in section.stretches],
    }


def _tally(tally: Tally) -> Data:
    return {
        "passages": tally.passages,
        "covered": tally.covered,
        "waived": tally.waived,
        "share": round(tally.share, 4),
        "words": tally.words or None,
        "words_covered": tally.words_covered if tally.words else None,
        "share_of_words": None if tally.share_of_words is None else round(tally.share_of_words, 4),
        "items": tally.items,
        "items_on_cards": tally.on_cards,
        "cards_a_passage": round(tally.cards_a_passage, 2),
        "paper_a_passage": round(tally.paper_a_passage, 2),
        "levels": {str(level): count for level, count in tally.levels.items()},
        "kinds": dict(tally.kinds),
        "longest_uncovered": _run(tally.longest) if tally.longest else None,
        "unused": tally.unasked if tally.words else None,
    }


def _run(run: UncoveredRun) -> Data:
    return {"stretches": [stretch.name for stretch in run.stretches], "words": run.words or None}


def _stretch(stretch: Stretch) -> Data:
    passage = stretch.passage
    return {
        "passage": passage.id if passage else None,
        "state": str(stretch.state),
        "first": stretch.first or None,
        "last": stretch.last or None,
        "words": stretch.words or None,
        "items": [item.id for item in stretch.items],
        "waive": plain(passage.waive) if passage else "",
        "unused": [_fact(fact) for fact in stretch.unasked] if stretch.span else None,
    }


def _fact(fact: UnaskedFact) -> Data:
    return {"sort": str(fact.sort), "words": fact.words, "elsewhere": fact.elsewhere}
