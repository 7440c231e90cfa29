"""Value classes: dataclasses whose objects never change once they are made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make *cls* a dataclass with slots and keyword-only fields, whose objects are compared and hashed by value.

    It is frozen to the type checker only, which rejects every assignment to a field. At run time a frozen dataclass
    sets each field through ``object.__setattr__``: an object would take twice as long to build, one of many fields
    eight times, and the class itself would take longer too (our measurements).
    """
    return dataclass(kw_only=True, slots=True, unsafe_hash=True)(cls)
