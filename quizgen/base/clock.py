"""The clock: what time a build says it is."""

import os
import time

from quizgen.base.problem import fail

_EPOCH = "SOURCE_DATE_EPOCH"
LATEST = 2**32
"""Unix seconds, in the year 2106: no lock and no Anki counts beyond."""


def now() -> int:
    """Unix seconds; SOURCE_DATE_EPOCH (reproducible-builds.org) pins them. Raises Failure where that is no time."""
    epoch = os.environ.get(_EPOCH, "")
    if epoch and not (epoch.isascii() and epoch.isdigit() and int(epoch) < LATEST):
        raise fail(_EPOCH, "L113", f"“{epoch}” is no time", "Give it in seconds since 1970, or unset it.")
    return int(epoch) if epoch else int(time.time())
