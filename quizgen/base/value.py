"""Values: the classes of what never changes once it is made."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """A dataclass whose objects are given all they hold by name, and are told apart by it; frozen."""
    # Frozen to the type checker only: at run time it would make an object twice as slow to build, one of many fields
    # eight times, and a class as well.
    return dataclass(kw_only=True, slots=True, unsafe_hash=True)(cls)
