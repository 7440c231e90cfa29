"""The table of typed answers: what counts as what. The function and the script of the cards are held to it alike."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, kw_only=True)
class TypedCase:
    """One line of the table."""

    language: str
    typed: str
    answer: str
    equal: bool
    why: str

    def __str__(self) -> str:
        return f"{self.language} {self.typed!r} {'=' if self.equal else '≠'} {self.answer!r}: {self.why}"


def typed_cases() -> tuple[TypedCase, ...]:
    reasons = yaml.safe_load(Path(__file__).with_name("typed_cases.yaml").read_text(encoding="utf-8"))
    return tuple(
        TypedCase(language=language, typed=typed, answer=answer, equal=name == "equal", why=reason["why"])
        for reason in reasons
        for name in ("equal", "differ")
        for language, typed, answer in reason[name]
    )
