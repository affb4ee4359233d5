"""What a release's signature says of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.releases.signing.release_claim import ReleaseClaim, read_claim
from shrutik_core.shared.errors import Invalid

ROOT = "0f" * 32


@given(
    st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True), st.integers(1, 999_999_999), st.binary(min_size=32, max_size=32)
)
def test_a_claim_is_read_from_its_comment(series, version, root):
    claim = ReleaseClaim(series, version, root.hex())
    assert read_claim(claim.comment) == claim


def test_a_claim_reads_so():
    assert ReleaseClaim("bn-read", 3, ROOT).comment == f"series=bn-read version=3 root={ROOT}"


@pytest.mark.parametrize("version", [0, -1, 1_000_000_000])
def test_a_version_counts_from_1(version):
    with pytest.raises(Invalid) as caught:
        ReleaseClaim("bn", version, ROOT)
    assert caught.value.code == "claim_invalid"


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("", "claim_invalid"),
        (f"series=bn version=01 root={ROOT}", "claim_invalid"),
        (f"series=bn version=1 root={ROOT} ", "claim_invalid"),
        (f"series=bn version=1 root={ROOT[1:]}", "claim_invalid"),
        (f"series=bn version=1 root={ROOT.upper()}", "claim_invalid"),
        (f"series=b n version=1 root={ROOT}", "claim_invalid"),
        (f"series=../bn version=1 root={ROOT}", "release_name_invalid"),
        ("timestamp:1\tfile:SHA256SUMS\thashed", "claim_invalid"),
    ],
)
def test_other_comments_claim_nothing(comment, code):
    with pytest.raises(Invalid) as caught:
        read_claim(comment)
    assert caught.value.code == code
