"""Ids of releases as they are typed."""

from shrutik_core.shared.errors import Invalid
from shrutik_core.shared.ids import ReleaseId, parse_id


def release_id_of(text: str) -> ReleaseId:
    """The id that a text says.

    Raises:
        Invalid: ``id_invalid``.
    """
    try:
        return ReleaseId(parse_id(text))
    except Invalid as error:
        raise Invalid(
            error.code, f"{text[:60]!r} is neither a folder nor an id; `shrutik release list` shows ids."
        ) from error
