"""The clock: the time that a build records."""

import os
import time

from quizgen.base.problem import fail

_EPOCH = "SOURCE_DATE_EPOCH"
LATEST = 2**32
"""A time in seconds since 1970, in the year 2106. No later time is accepted."""
_LAST_BUILD = LATEST - 365 * 24 * 3600


def now() -> int:
    """Return the time in seconds since 1970: that of SOURCE_DATE_EPOCH if it is set, otherwise the current time.

    The variable makes builds reproducible (reproducible-builds.org/specs/source-date-epoch). Raises Failure if either
    is not a whole number from 0 up to a year before `LATEST`, which leaves room for later changes.
    """
    epoch = os.environ.get(_EPOCH, "")
    if not epoch:
        current = int(time.time())
        if not 0 <= current < _LAST_BUILD:
            raise fail("clock", "L113", f"the computer’s clock is wrong: {current} s since 1970", "Set the clock.")
        return current
    is_number = epoch.isascii() and epoch.isdigit() and len(epoch) <= len(str(LATEST))
    if not (is_number and int(epoch) < _LAST_BUILD):
        raise fail(_EPOCH, "L113", f"“{epoch[:40]}” is no time", "Give it in seconds since 1970, or unset it.")
    return int(epoch)
