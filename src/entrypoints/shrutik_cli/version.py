"""The version of this installation."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """As the package says; ``0+source`` if Shrutik runs from a checkout that was not installed."""
    try:
        return version("shrutik")
    except PackageNotFoundError:
        return "0+source"
