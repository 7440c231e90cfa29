"""YAML files that ship inside the package."""

from importlib.resources.abc import Traversable
from typing import Any


def packaged_yaml(path: Traversable, *, as_text: bool = False) -> Any:
    """Return what the YAML file at *path* holds; with *as_text* all its scalars as text, so that "yes" stays "yes"."""
    import yaml  # here, since most commands read no such file

    loader = "BaseLoader" if as_text else "SafeLoader"
    # libyaml reads such a file about ten times as fast, where PyYAML was built with it.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, f"C{loader}", getattr(yaml, loader)))
