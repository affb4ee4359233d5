"""What `shrutik recordings rechunk` says of a run."""

import json

from shrutik_cli.commands.rechunk import _json, _lines
from shrutik_core.chunking.rechunking import Rechunked
from shrutik_core.testing.builders import a_recording
from shrutik_core.use_cases.rechunking.rechunk_collection import FailedRecording, RechunkReport

FAILED = FailedRecording(a_recording().id, "damaged", "Record it again.")
REPORT = RechunkReport(9, {Rechunked.TYPED: 2, Rechunked.CUT: 6, Rechunked.FAILED: 1}, (FAILED,))


def test_each_outcome_is_counted_with_its_reason():
    assert _lines(REPORT, dry_run=False) == [
        "recordings: 9",
        "cut: 6. Cut anew.",
        "typed: 2. Somebody typed, reviewed or used one of its clips, so all of them stay.",
        "failed: 1. It could not be cut and stays as it is.",
        f"  {a_recording().id}: Record it again. (damaged)",
    ]
    assert _lines(REPORT, dry_run=True)[1] == "cut: 6. Would be cut anew."


def test_as_json_each_outcome_has_a_count():
    told = json.loads(_json(REPORT))
    assert told["recordings"] == 9
    assert {one.value: told[one.value] for one in Rechunked} == {
        "cut": 6, "same": 0, "typed": 2, "lent": 0, "whole": 0, "changed": 0, "failed": 1
    }  # fmt: skip
    assert told["errors"] == [{"recording_id": str(a_recording().id), "code": "damaged", "detail": "Record it again."}]
