"""Which languages a rule knows: those whose packs have every word that it goes by, itself or through what it calls."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields
from functools import cache, cached_property
from textwrap import dedent
from types import FunctionType

import pytest

from quizgen.languages.packs import languages
from quizgen.languages.vocabulary import Vocabulary
from quizgen.rules.catalogue import RULES
from quizgen.rules.engine.bank_text import BankText
from quizgen.rules.engine.context import PassageView, RuleContext
from quizgen.rules.engine.question import QuestionView
from quizgen.rules.engine.rule import Rule

WORDS = {field.name for field in fields(Vocabulary)}
VIEWS = {"context": (RuleContext,)}
"""What a rule reads from, by the name of the variable; a variable of any other name may hold any other view."""
OTHER_VIEWS = (QuestionView, PassageView, BankText)
COMPARING = {"Q304", "Q306"}
"""Rules that compare as cards do, in every language: where a pack has articles, these are forgiven as well."""
ANY = {"Q204", "Q206", "Q207", "Q433", "Q801", "Q802", "P104"}
"""Rules that read words of a language where its pack has them, and run all the same where it has none."""


def words_of(rule: Rule) -> set[str]:
    """The fields of the vocabulary that a rule reads, itself or through the functions that it calls."""
    seen: set[FunctionType] = set()
    words: set[str] = set()
    waiting = [*functions(rule.find)]
    while waiting:
        function = waiting.pop()
        if function not in seen and function.__module__.startswith("quizgen."):
            seen.add(function)
            words |= read_by(function)
            waiting += called_by(function)
    return words


@cache
def read_by(function: FunctionType) -> set[str]:
    names = {node.id for node in nodes(function) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in nodes(function) if isinstance(node, ast.Attribute)}
    has_vocabulary = "vocabulary" in names | attributes or Vocabulary in function.__annotations__.values()
    return attributes & WORDS if has_vocabulary else set()


@cache
def called_by(function: FunctionType) -> list[FunctionType]:
    called: list[FunctionType] = []
    for node in nodes(function):
        if isinstance(node, ast.Name) and node.id in function.__globals__:
            called += functions(function.__globals__[node.id])
        elif isinstance(node, ast.Attribute):
            variable = node.value.id if isinstance(node.value, ast.Name) else ""
            views: tuple[type, ...] = VIEWS.get(variable, OTHER_VIEWS)
            if variable == "self":
                views = tuple(view for view in (RuleContext, *OTHER_VIEWS) if owns(view, function))
            for view in views:
                called += functions(vars(view).get(node.attr))
    return called


@cache
def nodes(function: FunctionType) -> tuple[ast.AST, ...]:
    tree = ast.parse(dedent(inspect.getsource(function)))
    annotations = {
        inner
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if annotation is not None
        for inner in ast.walk(annotation)
    }
    return tuple(node for node in ast.walk(tree) if node not in annotations)  # what is only named is not called


def owns(view: type, function: FunctionType) -> bool:
    return function.__qualname__.startswith(f"{view.__name__}.")


def functions(thing: object) -> Iterator[FunctionType]:
    """The function that *thing* is or wraps, or all methods of a class that is no view."""
    if isinstance(thing, cached_property):
        thing = thing.func
    elif isinstance(thing, property):
        thing = thing.fget
    elif isinstance(thing, Rule):
        thing = thing.find
    thing = inspect.unwrap(thing) if callable(thing) else thing
    if isinstance(thing, FunctionType):
        if not thing.__code__.co_filename.startswith("<"):  # what a dataclass makes for itself has no source
            yield thing
    elif isinstance(thing, type) and thing not in (Vocabulary, RuleContext, *OTHER_VIEWS):
        for method in vars(thing).values():
            if isinstance(method, FunctionType | property | cached_property):
                yield from functions(method)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_wants_words_that_it_goes_by(rule: Rule) -> None:
    assert {*rule.words} - {"months"} <= words_of(rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_runs_for_all_languages_that_ship(rule: Rule) -> None:
    assert rule.languages == (languages() if rule.words else ())


def test_a_rule_that_goes_by_words_wants_some() -> None:
    assert {rule.code for rule in RULES if words_of(rule) and not rule.words} == ANY | COMPARING


def test_a_rule_without_its_words_is_silent() -> None:
    codes = {rule.code for rule in RULES if not rule.knows("xx")}
    assert {"Q101", "Q702", "Q601"} <= codes
    assert codes.isdisjoint({"Q107", "Q201", "Q801", "P101"})


def test_words_are_found_through_what_a_rule_calls() -> None:
    found = {rule.code: words_of(rule) for rule in RULES}
    assert found["Q413"] == {"absolutes"}
    assert {"hedges", "accused_of"} <= found["Q702"]
    assert {"number_words", "small_numbers", "tens_ordinals"} <= found["Q601"]
    assert {"time_units", "number_scales"} <= found["Q207"]
    assert {"abbreviations", "formula_words"} <= found["Q801"]
    assert found["Q203"] == found["P101"] == set()
