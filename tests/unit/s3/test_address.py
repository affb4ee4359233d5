"""Addresses of buckets: read whole, refused with a reason, never repeated."""

import pytest

pytest.importorskip("boto3", reason="boto3 is not installed: pip install 'shrutik[s3]'")

from shrutik_core.shared.errors import Invalid
from shrutik_s3.address import S3Address, read_blobs_url
from shrutik_s3.upload import PART_BYTES, part_bytes


def test_an_address_is_read_whole():
    url = "s3+https://a%2Fb:s%40cret@s3.example.org:9000/voices/in/here/?region=eu-central-1&ca=/etc/authority.pem"
    read = read_blobs_url(url)
    assert read == S3Address(
        "https://s3.example.org:9000", "voices", "in/here/", "eu-central-1", "/etc/authority.pem", "a/b", "s@cret"
    )
    assert "s@cret" not in repr(read)


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("s3+https://s3.example.org/voices", "https://s3.example.org"),
        ("s3+http://127.0.0.1:8333/voices", "http://127.0.0.1:8333"),
        ("s3+http://localhost/voices", "http://localhost"),
        ("s3+http://[::1]:8333/voices", "http://[::1]:8333"),
    ],
)
def test_what_is_left_out_is_usual(url, endpoint):
    assert read_blobs_url(url) == S3Address(endpoint, "voices")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://user:hidden@s3.example.org/voices",
        "s3+https://user:hidden@/voices",
        "s3+http://user:hidden@s3.example.org/voices",
        "s3+http://user:hidden@10.0.0.1/voices",
        "s3+https://user:hidden@s3.example.org",
        "s3+https://user:hidden@s3.example.org/vo",
        "s3+https://user:hidden@s3.example.org/Voices",
        "s3+https://user:hidden@s3.example.org/voices/a b",
        "s3+https://user:hidden@s3.example.org/voices/../b",
        "s3+https://user:hidden@s3.example.org/voices?colour=red",
        "s3+https://user:hidden@s3.example.org/voices?ca=",
        "s3+https://user:hidden@s3.example.org/voices?ca",
        "s3+https://user:hidden@s3.example.org:port/voices",
        "s3+https://user@s3.example.org/voices",
        "s3+https://user:hidden@s3.example.org/voices#end",
        "s3+https://user:hidden@[s3.example.org/voices",
    ],
)
def test_another_is_refused_without_its_secret(url):
    with pytest.raises(Invalid) as error:
        read_blobs_url(url)
    assert error.value.code == "settings_invalid"
    assert "SHRUTIK_BLOBS_URL" in error.value.detail
    assert "hidden" not in error.value.detail


def test_ten_thousand_parts_hold_hundreds_of_gibibytes():
    assert part_bytes(1) == part_bytes(2_500) == PART_BYTES
    assert part_bytes(2_501) == 2 * PART_BYTES
    assert 290 < sum(map(part_bytes, range(1, 10_001))) / 2**30 < 300
