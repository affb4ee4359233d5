"""A release that was sealed and signed with a fault in it is found out all the same, from its own files."""

from datetime import UTC, datetime

import pytest

from sealed_folders import NOW, SIGNER, SealedFolders, signer, write_feed_file
from shrutik_bootstrap.copies import apply_withdrawals, trusted_keys, verify_copy
from shrutik_core.releases.signing.key_chain import hand_over, write_keys
from shrutik_core.shared.errors import Invalid


def replace(old, new):
    return lambda data: data.replace(old, new, 1)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("stats.json", replace(b'"clips": 6', b'"clips": 7')),
        ("stats.json", replace(b'"bn-read-v1"', b'"bn-read-v2"')),
        ("stats.json", lambda _: b"{}"),
        ("views/webdataset/index.json", replace(b"../../shards/all-00000.tar", b"../../shards/all-00001.tar")),
        ("views/webdataset/index.json", replace(b"texts/all-00000.jsonl", b"texts/all_00000.jsonl")),
        ("views/jsonl/all.jsonl", replace(b"../../clips/all/", b"../clips/all/")),
        ("views/lhotse/shar_index.json", replace(b"shar/all/cuts", b"shar/ALL/cuts")),
    ],
)
def test_what_does_not_agree_with_the_manifest_is_named(tmp_path, name, spoil):
    SealedFolders(3, 2).lay_out(tmp_path, views=("jsonl", "webdataset", "lhotse"), spoil={name: spoil})
    report = verify_copy(tmp_path, key=SIGNER.key.text)
    assert {fault.path for fault in report.faults} == {name}
    assert {"the root", "the signature"} <= set(report.checked)


def test_the_folder_may_be_moved_and_unpacked(tmp_path):
    """Paths lead to the clips wherever the folder lies; the clips themselves are no part of it."""
    SealedFolders(3, 1).lay_out(tmp_path / "here", views=("jsonl", "csv", "kaldi", "nemo"))
    (tmp_path / "here").rename(tmp_path / "there")
    assert verify_copy(tmp_path / "there", key=SIGNER.key.text).sound


def test_a_key_that_followed_another_is_believed_by_its_succession(small, copy, tmp_path):
    """The release was signed by the old key, and the feed by the new one."""
    new = signer(9)
    keys = tmp_path / "KEYS"
    keys.write_text(write_keys([hand_over(2, SIGNER.key, new.key, NOW, SIGNER.sign)]), "utf-8")
    assert trusted_keys(SIGNER.key.text, str(keys)) == (SIGNER.key, new.key)
    feed = str(write_feed_file(tmp_path / "feed", [small[0].clip_of(101)], by=new, now=datetime.now(UTC)))
    with pytest.raises(Invalid) as raised:
        apply_withdrawals(copy, feed, SIGNER.key.text)
    assert raised.value.code == "signature_unknown"
    apply_withdrawals(copy, feed, SIGNER.key.text, str(keys))
    assert verify_copy(copy, key=SIGNER.key.text, keys=str(keys), feed=feed).sound
