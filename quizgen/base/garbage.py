"""Python's garbage collector, paused where much is made and nothing of it is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Trees, and what is made of them, form no cycles: half of the time would go into looking for some.

    Written above a function, it holds for all that the function does.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
