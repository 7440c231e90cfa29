"""What a reading handout has to read beside its questions: all passages of its sections, summaries and the timeline."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from quizgen.bank.bank import Bank
from quizgen.bank.citation import Citation, neighbouring, place_from_to
from quizgen.bank.items import Item
from quizgen.bank.items.blocks import Sequence, Step
from quizgen.text.dates import Date, calendar
from quizgen.text.inline import Prose
from quizgen.worksheet.form.grouping import SelectedGroup
from quizgen.worksheet.form.model import Moment


def read_through(bank: Bank, groups: tuple[SelectedGroup, ...]) -> tuple[SelectedGroup, ...]:
    """Return *groups* and, for each passage of their sections that no question is on, a group without questions.

    Such a group stands before the next printed passage of its section in reading order, or after all of them.
    """
    position = {passage: index for index, passage in enumerate(bank.passages)}
    cited = {passage for group in groups for passage in group.passages}
    of_section: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        of_section[group.section].append(index)
    before: dict[int, list[SelectedGroup]] = defaultdict(list)
    after: dict[int, list[SelectedGroup]] = defaultdict(list)
    for passage in bank.passages.values():
        if passage.section not in of_section or passage.id in cited:
            continue
        unasked = SelectedGroup(section=passage.section, passages=(passage.id,), printed=(passage.id,), selected=())
        indices = of_section[passage.section]
        later = {
            position[groups[index].printed[0]]: index
            for index in indices
            if groups[index].printed and position[groups[index].printed[0]] > position[passage.id]
        }
        if later:
            before[later[min(later)]].append(unasked)
        else:
            after[indices[-1]].append(unasked)
    return tuple(chain.from_iterable((*before[index], group, *after[index]) for index, group in enumerate(groups)))


def printed_passages(groups: Iterable[SelectedGroup], citations: Mapping[str, Citation]) -> Iterator[Citation]:
    """Yield the passages that a sheet of *groups* prints: those without questions only where there is no copy."""
    for group in groups:
        for passage in group.printed:
            if group.selected or not citations[passage].paragraphs:
                yield citations[passage]


def summaries(bank: Bank, groups: Iterable[SelectedGroup]) -> tuple[Prose, ...]:
    """Return the summaries of the sections of *groups*, each once."""
    sections = dict.fromkeys(group.section for group in groups if group.section)
    return tuple(bank.sections[section].summary for section in sections)


def timeline(bank: Bank, groups: tuple[SelectedGroup, ...], citations: Mapping[str, Citation]) -> tuple[Moment, ...]:
    """Return the dated events of the sections of *groups*, the earliest first, where there are several.

    They come from questions that are not asked. Where events are to be put in order, no event of their passages, none
    of the same wording and none of the same date is among them: it would give the order away.
    """
    asked = {selected.item.id: selected.item for group in groups for selected in group.selected}
    sections = {group.section for group in groups}
    dates = calendar(bank.pack)
    orders = [item for item in asked.values() if _steps(item)]
    secret_passages = {passage for order in orders for passage in order.at}
    secret_steps = [step for order in orders for step in _steps(order)]
    secret_texts = {step.text for step in secret_steps}
    secret_dates = {dates.begins(step.when) for step in secret_steps if step.when}
    moments: list[tuple[Date, Moment]] = []
    for item in bank.items.values():
        if item.id in asked or not secret_passages.isdisjoint(item.at):
            continue
        if not sections.issuperset(bank.passages[passage].section for passage in item.at):
            continue
        runs = neighbouring(citations[passage] for passage in item.at)
        places = tuple(filter(None, map(place_from_to, runs)))
        latest: Date = (0, 0, 0)
        for step in _steps(item):
            if step.when:
                # Within a question the curator's order decides where the dates as written do not.
                latest = max(latest, dates.begins(step.when))
                if step.text not in secret_texts and dates.begins(step.when) not in secret_dates:
                    moments.append((latest, Moment(when=step.when, text=step.text, at=places)))
    moments.sort(key=lambda dated: dated[0])
    return tuple(moment for _, moment in moments) if len(moments) > 1 else ()


def _steps(item: Item) -> tuple[Step, ...]:
    block = item.paper().block
    return block.steps if isinstance(block, Sequence) else ()
