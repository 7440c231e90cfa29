"""A rule of the checker: its code, its severity, its reason, and the function that finds what breaks it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import cast

from quizgen.base.packaged import packaged_yaml
from quizgen.base.problem import Severity
from quizgen.base.value import frozen
from quizgen.languages.calendar import calendar_words
from quizgen.languages.packs import Language, languages
from quizgen.languages.vocabulary import vocabulary
from quizgen.rules.engine.context import RuleContext
from quizgen.rules.engine.finding import Finding

Check = Callable[[RuleContext], Iterable[Finding]]


@frozen
class Rule:
    """One rule, with all that `quizgen rules` says about it."""

    code: str
    """A letter and three digits: Q for what is asked, P for passages; the first digit is the family."""
    name: str
    severity: Severity
    reason: str
    """Why a bank without this fault is a better bank."""
    needs_texts: bool = False
    """Whether the rule needs the texts."""
    needs_whole_bank: bool = False
    """Whether the rule needs the whole bank. A question that an error left out would look like a gap to such a rule."""
    words: tuple[str, ...] = ()
    """What a language pack must have for the rule to run: fields of `Vocabulary`, or “months” of its calendar."""
    find: Check

    def knows(self, language: Language) -> bool:
        """Return whether the pack of *language* has all words that the rule goes by."""
        known: tuple[object, ...] = (vocabulary(language), calendar_words(language))
        return all(any(getattr(words, name, ()) for words in known) for name in self.words)

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that ship for which the rule runs; empty for a rule that fits any language."""
        return tuple(tag for tag in languages() if self.knows(tag)) if self.words else ()

    @property
    def what(self) -> str:
        """What the rule finds, in a sentence."""
        return " ".join((self.find.__doc__ or "").replace("``", "`").split())

    @property
    def bad(self) -> str:
        """A small example in which the rule finds a fault: YAML of the bank, or a sentence where that would be long."""
        return _examples(self.find.__module__)[self.code]["bad"]

    @property
    def good(self) -> str:
        """The same without the fault."""
        return _examples(self.find.__module__)[self.code]["good"]


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    reason: str,
    needs_texts: bool = False,
    needs_whole_bank: bool = False,
    words: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of the function below, whose docstring says what the rule finds; `Rule` describes the arguments."""

    def make(find: Check) -> Rule:
        return Rule(
            code=code,
            name=name,
            severity=severity,
            reason=reason,
            needs_texts=needs_texts,
            needs_whole_bank=needs_whole_bank,
            words=words,
            find=find,
        )

    return make


@cache
def _examples(module: str) -> dict[str, dict[str, str]]:
    """Return the examples of the rules of a module, by code."""
    # Imported here: checking shows no example, and these modules cost as much to import as all rules.
    from importlib.resources import files

    name = f"{module.rpartition('.')[2]}.yaml"
    path = files("quizgen.rules.catalogue").joinpath("examples", name)
    return cast(dict[str, dict[str, str]], packaged_yaml(path))
