"""Numbers as people read them."""

_PER_HOUR = 3_600


def counted(count: int, thing: str) -> str:
    """A number with what it counts, such as ``1 clip`` and ``1,200 clips``."""
    return f"{number(count)} {thing}" if count == 1 else f"{number(count)} {thing}s"


def number(value: float) -> str:
    """With commas between thousands; a fraction to the digits that it has, four at most."""
    if isinstance(value, int):
        return f"{value:,}"
    shown = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def percent(share: float) -> str:
    """A share of 0 to 1, to a tenth of a per cent."""
    shown = f"{100 * share:.1f}"
    if share > 0 and shown == "0.0":
        return "under 0.1 %"
    return f"{shown.removesuffix('.0')} %"


def time_shown(seconds: float) -> str:
    """Hours, or minutes, or seconds, whichever is read best."""
    if seconds >= _PER_HOUR:
        return f"{seconds / _PER_HOUR:,.1f} h"
    return f"{seconds / 60:.1f} min" if seconds >= 60 else f"{seconds:.1f} s"
