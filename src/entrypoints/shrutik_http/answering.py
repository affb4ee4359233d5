"""How an answer is written: a view as JSON, with its status and address."""

import falcon
from pydantic import BaseModel


def answer(resp: falcon.Response, view: BaseModel, status: str = falcon.HTTP_200) -> None:
    """Send a view."""
    resp.status = status
    resp.content_type = "application/json"
    resp.data = view.model_dump_json().encode()


def created(resp: falcon.Response, view: BaseModel, location: str | None = None) -> None:
    """Send what was made, and where it is found."""
    answer(resp, view, falcon.HTTP_201)
    if location:
        resp.set_header("Location", location)


def accepted(resp: falcon.Response, view: BaseModel, location: str) -> None:
    """Send the receipt for what is still to be done, and where its progress is seen."""
    answer(resp, view, falcon.HTTP_202)
    resp.set_header("Location", location)
