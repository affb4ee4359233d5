"""``datacite.json``: a release for those who register datasets (DataCite Metadata Schema 4.5, as JSON)."""

import json
from typing import Any

from shrutik_core.releases.card.summary import summary
from shrutik_core.releases.sheet.about import SheetAbout
from shrutik_core.releases.sheet.numbers import counted
from shrutik_core.releases.stats.release_stats import ReleaseStats
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "datacite_incomplete", "A dataset is registered with the year in which it was published.")

NAME = "datacite.json"
SCHEMA_VERSION = "http://datacite.org/schema/kernel-4"
_UNKNOWN = ":unav"
"""What DataCite asks for where a value is not there."""
SPDX_PAGE = "https://spdx.org/licenses/{}.html"


def datacite(stats: ReleaseStats, about: SheetAbout) -> str:
    """The release as JSON, with a line end.

    Raises:
        Invalid: ``datacite_incomplete`` if it is not said when the release was made.
    """
    if about.made_at is None:
        raise Invalid("datacite_incomplete", f"Say when {about.title} was made: DataCite asks for the year.")
    found: dict[str, Any] = {
        "creators": [{"name": name} for name in about.creators or (about.publisher or _UNKNOWN,)],
        "titles": [{"title": about.title}],
        "publisher": {"name": about.publisher or _UNKNOWN},
        "publicationYear": str(about.made_at.year),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Speech with texts"},
        "subjects": [{"subject": subject} for subject in ("speech recognition", "speech", "audio")],
        "dates": [{"date": about.made_at.date().isoformat(), "dateType": "Created"}, *_collected(stats)],
        "version": str(about.version),
        "sizes": [f"{stats.total.hours:.2f} hours", counted(stats.total.clips, "clip")],
        "formats": ["audio/flac", "application/x-tar", "application/jsonl"],
        "rightsList": [_rights(row.value or "") for row in stats.by["licence"]],
        "descriptions": [{"description": summary(stats), "descriptionType": "Abstract"}],
        "schemaVersion": SCHEMA_VERSION,
    }
    found |= _named(stats, about)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _named(stats: ReleaseStats, about: SheetAbout) -> dict[str, Any]:
    """What is there only if the release has it."""
    found: dict[str, Any] = {}
    languages = [row.value for row in stats.by["language"]]
    if len(languages) == 1:
        found["language"] = languages[0]
    if about.doi:
        found["doi"] = about.doi
    if about.address:
        found["alternateIdentifiers"] = [{"alternateIdentifier": about.address, "alternateIdentifierType": "URL"}]
    if about.feed:
        found["relatedIdentifiers"] = [
            {"relatedIdentifier": about.feed, "relatedIdentifierType": "URL", "relationType": "HasMetadata"}
        ]
    return found


def _collected(stats: ReleaseStats) -> list[dict[str, str]]:
    if stats.recorded_from is None or stats.recorded_to is None:
        return []
    return [{"date": f"{stats.recorded_from}/{stats.recorded_to}", "dateType": "Collected"}]


def _rights(spdx: str) -> dict[str, str]:
    return {
        "rights": spdx,
        "rightsUri": SPDX_PAGE.format(spdx),
        "rightsIdentifier": spdx,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
