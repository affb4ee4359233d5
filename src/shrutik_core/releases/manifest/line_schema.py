"""The published JSON Schema of a line of a manifest, made from the classes that it is written from."""

from shrutik_core.releases.class_schema import class_schema
from shrutik_core.releases.manifest.line import ManifestLine

NAME = "manifest.schema.json"


def line_schema() -> str:
    """The schema as JSON, with a line end; each line of a manifest is one value that it lets pass."""
    return class_schema(ManifestLine, "Line of the manifest of a Shrutik release")
