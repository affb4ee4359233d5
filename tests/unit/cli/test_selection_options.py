"""Conditions of a release on the command line."""

from datetime import date

import pytest

from shrutik_cli.selection_options import narrowed
from shrutik_core.shared.errors import Invalid
from shrutik_core.use_cases.releases.release_wish import ReleaseWish

WISH = ReleaseWish("bn", ["bn-read"], ["csv"])


def test_conditions_are_read():
    told = ["snr_db=20..", "hum_db=..-30", "gender=female", "gender=another", "seconds=1..15.5", "decision=reviewer"]
    told += ["recorded=2026-01-01..", "language=bn", "expected_wer=..0.1"]
    assert narrowed(WISH, told) == ReleaseWish(
        "bn",
        ["bn-read"],
        ["csv"],
        max_expected_wer=0.1,
        decisions=["reviewer"],
        languages=["bn"],
        seconds=(1, 15.5),
        quality={"snr_db": (20, None), "hum_db": (None, -30)},
        recorded=(date(2026, 1, 1), None),
        traits={"gender": ["female", "another"]},
    )
    assert narrowed(WISH, []) == WISH


@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("", "NAME=VALUE"),
        ("snr_db", "NAME=VALUE"),
        ("snr_db=20", "LOW..HIGH"),
        ("seconds=one..two", "from one number"),
        ("recorded=yesterday..", "from one number"),
        ("loudness=1..", "loudness_lufs"),
        ("expected_wer=0.1..", "..MOST"),
    ],
)
def test_what_is_no_condition_is_refused_with_advice(condition, advice):
    with pytest.raises(Invalid, match="cannot be read") as caught:
        narrowed(WISH, [condition])
    assert advice in caught.value.detail
