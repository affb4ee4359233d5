"""Messages about series."""

from typing import Annotated

from pydantic import Field

from shrutik_http.messages import Query

_LARGEST = 2**31 - 1


class SeriesFeedQuery(Query):
    """From where the feed of a series is wanted."""

    after: Annotated[int, Field(ge=0, le=_LARGEST, description="Number of the last row that you have.")] = 0
