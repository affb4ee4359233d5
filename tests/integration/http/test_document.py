"""The API's document is OpenAPI 3.1 by the word of somebody else's validator; it takes its time."""

from openapi_spec_validator import validate

from shrutik_http.openapi.document import openapi_document


def test_it_is_openapi():
    document = openapi_document("1.2.3")
    assert document["openapi"].startswith("3.1")
    validate(document)
