"""The checker: every rule for questions and passages, and one run of them over a bank."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.bank import Bank
from quizgen.collector import no_garbage_collection
from quizgen.model import Weight
from quizgen.problem import Failure, Problem, Severity, did_you_mean, fail
from quizgen.rules import (
    anchors,
    answers,
    attribution,
    bookkeeping,
    charges,
    copying,
    evidence,
    gaps,
    house,
    naming,
    options,
    passages,
    shapes,
    stems,
    twins,
)
from quizgen.rules.faults import explanations
from quizgen.rules.pointing import Pointer
from quizgen.rules.rule import Finding, Rule
from quizgen.rules.study import Study

if TYPE_CHECKING:
    from quizgen.passages import Found

RULES: tuple[Rule, ...] = (
    # Q1: the stem
    stems.leans_on_context,
    stems.without_a_name,
    stems.yes_no,
    stems.negative,
    stems.answer_in_stem,
    stems.two_questions,
    # Q2: options
    options.equal,
    options.all_of_the_above,
    options.longest_key,
    options.longest_by_habit,
    options.grammar_cue,
    options.two_kinds,
    options.out_of_order,
    options.number_of_distractors,
    options.keys_uncounted,
    options.overlap,
    options.echo,
    # Q3: the answer
    answers.long,
    answers.too_long,
    answers.list_as_answer,
    answers.typed_without_variants,
    answers.long_typed,
    answers.accepted_twice,
    answers.no_rationale,
    answers.rationale_repeats,
    # Q4: gaps, verdicts, pairs, sequences, points
    gaps.many_gaps,
    gaps.too_much,
    gaps.stop_word,
    gaps.shown_elsewhere,
    gaps.hint_holds_answer,
    gaps.numbers_skip,
    shapes.no_correction,
    shapes.fragment,
    shapes.absolute,
    shapes.number_of_pairs,
    shapes.no_surplus,
    shapes.shares_a_word,
    shapes.number_of_steps,
    shapes.shows_its_date,
    shapes.dates_out_of_order,
    shapes.order_unsaid,
    shapes.number_of_points,
    shapes.marks_below_points,
    # Q5: questions beside questions
    twins.asked_twice,
    twins.two_answers,
    twins.leak,
    twins.mostly_recall,
    twins.one_sided,
    # Q6: evidence
    evidence.figure,
    evidence.name,
    evidence.fact,
    evidence.beside,
    evidence.distractor,
    evidence.stem,
    evidence.step_date,
    # Q7: attribution
    attribution.unnamed,
    charges.charge,
    naming.strange_form,
    naming.without_letters,
    # Q8: own words
    copying.close,
    copying.copied,
    # Q9: the house
    house.date_style,
    house.holds_name,
    house.two_entries,
    house.described_alike,
    # P1: anchors
    anchors.moved,
    anchors.split,
    anchors.merged,
    anchors.changed,
    anchors.unlocked,
    anchors.stale,
    anchors.doubtful,
    anchors.ambiguous,
    anchors.gone,
    anchors.wrong_text,
    anchors.support_lost,
    anchors.not_begun,
    anchors.not_there,
    # P2: passages
    passages.not_asked,
    passages.waived_and_asked,
    passages.same_opening,
    passages.gist_figure,
    passages.gist_name,
    # Q0: the bookkeeping comes last, since it looks back on the others
    bookkeeping.unused_ignore,
    bookkeeping.unknown_code,
)


_MISREAD = str.maketrans("OIL", "011")
"""Letters that are typed for the digits of a code."""


def find(code: str) -> Rule:
    """The rule with this code; raises Failure where there is none."""
    by_code = {each.code: each for each in RULES}
    if code.upper() not in by_code:
        digits = code[:1].upper() + code[1:].upper().translate(_MISREAD)
        raise fail(code, "R101", f"there is no rule {code}", did_you_mean(digits, [*by_code, *explanations()]))
    return by_code[code.upper()]


def check(
    bank: Bank, found: "Found | None" = None, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> list[Problem]:
    """What all rules find in *bank*, and in *found*, the user's texts, where they are given; in no order.

    *select* and *ignore* are codes or their beginnings, such as Q2: only rules that are selected run, by default all,
    and none that is ignored. Raises Failure where one of them begins no rule's code.
    """
    for prefix in (*select, *ignore):
        if not any(each.code.startswith(prefix.upper()) for each in RULES):
            raise _no_rule(prefix)
    with no_garbage_collection():
        # In a function of its own, so that all but the problems is gone before the collector looks again.
        return _problems(bank, found, tuple(select), tuple(ignore))


def waiting(bank: Bank, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> int:
    """How many of the chosen rules need the texts."""
    return sum(rule.texts for rule, _ in _chosen(bank, tuple(select), tuple(ignore)))


def _no_rule(prefix: str) -> Failure:
    if any(code.startswith(prefix.upper()) for code in explanations()):
        message = f"{prefix} is of faults, not of rules: faults are always told, and cannot be switched off"
        return fail(prefix, "R102", message, "Mend the fault; `quizgen rules CODE` explains it.")
    return fail(prefix, "R101", f"no rule’s code begins with {prefix}", "`quizgen rules` lists them.")


def _problems(bank: Bank, found: "Found | None", select: tuple[str, ...], ignore: tuple[str, ...]) -> list[Problem]:
    study = Study(bank, found, frozenset(each.code for each in RULES))
    pointer = Pointer()
    return [
        Problem(place=pointer.place(each), code=rule.code, message=each.message, hint=each.hint, severity=severity)
        for rule, severity in _chosen(bank, select, ignore)
        if (study.found or not rule.texts) and (bank.whole or not rule.whole)
        for each in _found(study, rule)
    ]


def _chosen(bank: Bank, select: tuple[str, ...], ignore: tuple[str, ...]) -> Iterator[tuple[Rule, Severity]]:
    """The rules that run, each with the severity that the bank gives it."""
    settings = {each.code: each.severity for each in bank.head.rules}
    wanted = tuple(prefix.upper() for prefix in select) or ("",)
    unwanted = tuple(prefix.upper() for prefix in ignore)
    for rule in RULES:
        setting = settings.get(rule.code)
        if setting is Weight.OFF or not rule.code.startswith(wanted) or (unwanted and rule.code.startswith(unwanted)):
            continue
        yield rule, Severity[setting.upper()] if setting else rule.severity


def _found(study: Study, rule: Rule) -> Iterator[Finding]:
    """What *rule* finds, but for what the questions themselves except."""
    study.ran.add(rule.code)
    for each in rule.find(study):
        if each.item and any(one.code == rule.code for one in each.item.ignore):
            study.excepted.add((each.item.id, rule.code))
        else:
            yield each
