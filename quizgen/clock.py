"""The clock: what time a build says it is."""

import os
import time


def now() -> int:
    """Unix seconds; SOURCE_DATE_EPOCH (reproducible-builds.org) pins them."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(epoch) if epoch.isdigit() else int(time.time())
