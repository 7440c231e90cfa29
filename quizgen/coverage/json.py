"""Coverage as JSON, for other programs."""

import json

from quizgen.coverage.measure import Coverage, Stretch, Tally, UncoveredRun
from quizgen.text.inline import plain

Data = dict[str, object]


def as_json(coverage: Coverage) -> str:
    """A JSON object: ``total`` and ``texts``; what only a text can tell is null where there is no copy of it."""
    texts = [
        {
            "id": text.text.id,
            "short": text.text.short,
            "read": text.read,
            "total": _tally(text.tally),
            "sections": [
                {
                    "id": section.section.id,
                    "title": plain(section.section.title),
                    "total": _tally(section.tally),
                    "stretches": [_stretch(each) for each in section.stretches],
                }
                for section in text.sections
            ],
        }
        for text in coverage.texts
    ]
    return json.dumps({"total": _tally(coverage.tally), "texts": texts}, ensure_ascii=False, indent=1)


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
    return {"stretches": [each.name for each in run.stretches], "words": run.words or None}


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
        "unused": [
            {"sort": str(each.sort), "words": each.words, "elsewhere": each.elsewhere} for each in stretch.unasked
        ]
        if stretch.span
        else None,
    }
