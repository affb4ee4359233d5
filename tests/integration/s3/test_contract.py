"""The contract of blob stores on a real server that checks signatures, and what S3 alone has."""

import itertools
import pickle
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from servers.seaweed import BUCKET
from shrutik_core.shared.errors import Missing, Unavailable
from shrutik_core.testing import contracts
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore
from shrutik_s3.upload import PART_BYTES

_NUMBERS = itertools.count()


@pytest.fixture
def store(server):
    return S3BlobStore(read_blobs_url(server.url(f"test-{next(_NUMBERS)}")))


class TestS3BlobStore(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self, store):
        return store


class TestS3BlobBeginnings(contracts.BlobBeginningsContract):
    @pytest.fixture
    def store(self, store):
        return store


def blocks(count, size=1 << 20):
    return (bytes([number % 251]) * size for number in range(count))


def uploads(server):
    return server.client().list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])


@pytest.mark.parametrize("size", [PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES, 2 * PART_BYTES + 5])
def test_parts_are_joined_at_their_edges(store, server, size):
    data = bytes(range(256)) * (size // 256 + 1)
    staging = store.stage()
    for start in range(0, size, 700_001):
        staging.write(data[start : min(size, start + 700_001)])
    for stored in (store.put("put", [data[:size]]), staging.commit("staged")):
        assert stored.size == size
        with store.open(stored.key) as stream:
            assert stream.read() == data[:size]
        with store.open(stored.key, PART_BYTES - 3, 6) as stream:
            assert stream.read() == data[:size][PART_BYTES - 3 : PART_BYTES + 3]
    assert uploads(server) == []


def test_a_broken_put_leaves_no_parts(store, server):
    def broken():
        yield from blocks(20)
        assert uploads(server)
        raise EOFError

    with pytest.raises(EOFError):
        store.put("a", broken())
    assert uploads(server) == []
    assert not store.exists("a")


def test_what_a_killed_put_left_is_swept(store, server):
    client = server.client()
    key = f"{store._client.address.prefix}left"
    client.create_multipart_upload(Bucket=BUCKET, Key=key)
    assert store.sweep(datetime.now(UTC) - timedelta(hours=1)) == 0
    assert store.sweep(datetime.now(UTC) + timedelta(hours=1)) == 1
    assert uploads(server) == []


def test_a_store_can_be_sent_to_another_process(store):
    store.put("a", [b"here"])
    with pickle.loads(pickle.dumps(store)).open("a") as stream:
        assert stream.read() == b"here"


def test_a_link_is_good_for_its_blob_alone(store):
    store.put("a", [b"0123456789"])
    store.put("b", [b"another"])
    link = store.link("a", 60, "audio/flac", "one.flac")
    with urlopen(Request(link, headers={"Range": "bytes=2-4"})) as answer:
        assert (answer.status, answer.read()) == (206, b"234")
        assert answer.headers["Content-Type"] == "audio/flac"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="one.flac"'
        assert answer.headers["Cache-Control"] == "private, no-cache"
    for wrong in (link.replace("/a?", "/b?"), link.replace("audio%2Fflac", "text%2Fhtml"), link.partition("?")[0]):
        assert wrong != link
        with pytest.raises(HTTPError) as refused:
            urlopen(wrong)
        assert refused.value.code == 403
        refused.value.close()


def test_a_wrong_secret_is_told_without_it(server):
    store = S3BlobStore(read_blobs_url(server.url(secret="not-the-secret")))
    for act in (lambda: store.put("a", [b"x"]), lambda: store.exists("a"), lambda: list(store.list(""))):
        with pytest.raises(Unavailable) as error:
            act()
        assert error.value.code == "blob_store_unavailable"
        assert "access key" in error.value.detail
        assert "not-the-secret" not in str(error.value) + repr(store._client.address)


def test_a_bucket_that_keeps_versions_shows_the_last(store, server):
    client = server.client()
    client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    try:
        store.put("a", [b"first"])
        store.put("a", [b"second"])
        with store.open("a") as stream:
            assert stream.read() == b"second"
        assert [entry.size for entry in store.list("")] == [6]
        store.delete("a")
        assert not store.exists("a")
        assert list(store.list("")) == []
        with pytest.raises(Missing), store.open("a"):
            pass
    finally:
        client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Suspended"})


@pytest.mark.parametrize(("size", "last"), [(100, "PutObject"), (6 << 20, "CompleteMultipartUpload")])
@pytest.mark.parametrize("newer", [None, b"newer"])
def test_what_is_deleted_or_replaced_while_its_beginning_is_stays_so(store, size, last, newer):
    other = pickle.loads(pickle.dumps(store))
    other.put("a", [b"x" * size])

    def meddle(**_):
        other.delete("a") if newer is None else other.put("a", [newer])

    store._client().meta.events.register(f"before-call.s3.{last}", meddle)
    with suppress(Missing):
        assert not store.replace_beginning("a", b"xx", b"yy")
    assert [entry.size for entry in other.list("")] == ([] if newer is None else [len(newer)])
