"""Importing a package without another that it would take along if it is there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(package: str) -> Iterator[None]:
    """Let it seem not to be installed, unless this process has it already."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment] # so the import system is told that there is none
    try:
        yield
    finally:
        del sys.modules[package]
