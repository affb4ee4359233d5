"""Pseudonyms: what goes out in the place of ids."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.testing.builders import a_speaker

SALT = b"a salt"
PSEUDONYMS = Pseudonyms("bn-read", SALT)


def test_a_pseudonym_is_half_of_an_hmac_over_kind_series_and_id():
    whole = hmac.new(SALT, b"speaker\0bn-read\0" + a_speaker().id.bytes, "sha256").hexdigest()
    assert PSEUDONYMS.speaker(a_speaker().id) == whole[:32]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["clip", "recording", "speaker"]),
            st.text("ab-", max_size=3),
            st.uuids(),
            st.binary(max_size=3),
        ),
        unique=True,
    )
)
def test_no_two_kinds_series_ids_or_salts_share_a_pseudonym(cases):
    given_out = {getattr(Pseudonyms(series, salt), kind)(id_) for kind, series, id_, salt in cases}
    assert len(given_out) == len(cases)
