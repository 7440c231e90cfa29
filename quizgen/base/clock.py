"""The clock: the time that a build records."""

import os
import time

from quizgen.base.problem import fail

_EPOCH = "SOURCE_DATE_EPOCH"
LATEST = 2**32
"""A time in seconds since 1970, in the year 2106. No later time is accepted."""


def now() -> int:
    """Return the time in seconds since 1970: that of SOURCE_DATE_EPOCH if it is set, otherwise the current time.

    The variable makes builds reproducible (reproducible-builds.org/specs/source-date-epoch). Raises Failure if it is
    not a whole number from 0 up to `LATEST`.
    """
    epoch = os.environ.get(_EPOCH, "")
    if epoch and not (epoch.isascii() and epoch.isdigit() and int(epoch) < LATEST):
        raise fail(_EPOCH, "L113", f"“{epoch}” is no time", "Give it in seconds since 1970, or unset it.")
    return int(epoch) if epoch else int(time.time())
