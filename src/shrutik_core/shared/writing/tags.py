"""Tags of languages: as they are compared."""

from functools import lru_cache


@lru_cache(256)
def plain_tag(tag: str | None) -> str:
    """A BCP 47 tag in lower case, with hyphens; empty for None."""
    return (tag or "").replace("_", "-").lower()


def primary_subtag(tag: str | None) -> str:
    """The first part of a BCP 47 tag in lower case, which names the language; empty for None."""
    return plain_tag(tag).partition("-")[0]
