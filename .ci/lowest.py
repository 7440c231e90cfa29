"""Prints constraints for pip: of every dependency that pyproject.toml declares, the lowest version that it allows.

They hold for what the tests run with. What only development needs has no lowest version that a user could have.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def lowest(dependencies: Iterable[str]) -> Iterator[str]:
    """A constraint for each of the *dependencies* that has a lower bound: ``click>=8.2`` gives ``click==8.2``.

    To pip ``==8.2`` is 8.2.0 as well, so a bound is written as it is.
    """
    for dependency in dependencies:
        bound = re.match(r"([\w.-]+)>=([\w.]+)", dependency)
        if bound:
            yield f"{bound[1]}=={bound[2]}"


if __name__ == "__main__":
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    print(*lowest([*project["dependencies"], *project["optional-dependencies"]["test"]]), sep="\n")
