"""Object storage that fails for a while, that cuts answers off, and that nobody should believe."""

import itertools
from datetime import UTC, datetime, timedelta

import attrs
import pytest

import shrutik_s3.client
from failing_proxy import FailingProxy
from servers.authority import Authority
from servers.seaweed import BUCKET, seaweed
from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing.contracts.base import at_once
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore
from shrutik_s3.upload import PART_BYTES

_NUMBERS = itertools.count()


@pytest.fixture
def proxy(server):
    with FailingProxy(server.port).running() as proxy:
        yield proxy


@pytest.fixture
def store(server, proxy, monkeypatch):
    monkeypatch.setattr(shrutik_s3.client, "TRIES", 2)
    return S3BlobStore(read_blobs_url(attrs.evolve(server, port=proxy.port).url(f"faults-{next(_NUMBERS)}")))


def uploads(server):
    return server.client().list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])


def unavailable(act):
    with pytest.raises(Unavailable) as error:
        act()
    assert error.value.code == "blob_store_unavailable"


def test_while_s3_answers_500_nothing_changes_and_afterwards_all_goes_on(store, proxy, server):
    store.put("there", [b"old"])
    small, large = store.stage(), store.stage()
    small.write(b"small")
    for _ in range(3):
        large.write(bytes(PART_BYTES))
    proxy.failing = True
    acts = [lambda: store.put("there", [b"new"]), lambda: small.commit("small"), lambda: large.commit("large")]
    acts += [lambda: store.exists("there"), lambda: store.delete("there"), lambda: list(store.list(""))]
    acts += [lambda: store.open("there").__enter__(), lambda: store.fetch("there").__enter__()]
    for act in acts:
        unavailable(act)
    assert proxy.failed >= 2 * len(acts)
    proxy.failing = False
    with store.open("there") as stream:
        assert stream.read() == b"old"
    assert [entry.key for entry in store.list("")] == ["there"]
    assert small.commit("small").size == 5
    assert large.commit("large").size == 3 * PART_BYTES
    assert uploads(server) == []


def test_parts_whose_end_was_not_heard_are_swept(store, proxy, server):
    def parts():
        yield bytes(PART_BYTES)
        yield bytes(PART_BYTES)
        proxy.failing = True
        yield bytes(PART_BYTES)

    unavailable(lambda: store.put("a", parts()))
    proxy.failing = False
    assert len(uploads(server)) == 1
    assert list(store.list("")) == []
    assert store.sweep(datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert uploads(server) == []


def test_an_answer_that_is_cut_off_is_gone_on_with(store, proxy):
    data = bytes(range(256)) * 4_000
    store.put("a", [data])
    proxy.cut = 300_000
    with store.open("a", 100) as stream:
        assert stream.read() == data[100:]
    assert proxy.cut is None


def test_a_blob_that_is_replaced_on_the_way_is_not_mixed(store, proxy):
    store.put("a", [b"a" * 1_000_000])
    proxy.cut = 300_000
    with store.open("a") as stream:
        head = stream.read(10)
        store.put("a", [b"b" * 1_000_000])
        with pytest.raises(Unavailable):
            stream.read()
    assert head == b"a" * 10


def test_a_server_that_says_nothing_is_waited_for_by_few_and_goes_on_when_it_speaks(server, monkeypatch):
    monkeypatch.setattr(shrutik_s3.client, "SILENCE_SECONDS", 1.0)
    store = S3BlobStore(read_blobs_url(server.url(f"faults-{next(_NUMBERS)}")))
    store.put("a", [b"x"])
    server.server.freeze()
    try:
        at_once(*[lambda: unavailable(lambda: store.exists("a"))] * 8)
        with pytest.raises(Unavailable):
            store.put("b", [b"y"])
    finally:
        server.server.thaw()
    assert store.exists("a")
    assert at_once(*[lambda: store.exists("a")] * 8) == [True] * 8
    assert store.put("b", [b"y"]).size == 1


def test_a_server_that_is_not_there_is_unavailable(server, monkeypatch):
    monkeypatch.setattr(shrutik_s3.client, "TRIES", 1)
    store = S3BlobStore(read_blobs_url("s3+http://user:hidden@127.0.0.1:9/bucket"))
    unavailable(lambda: store.put("a", [b"x"]))


def test_tls_is_believed_by_our_authority_alone(tmp_path, authority):
    certificate = authority.issue("objects")
    with seaweed(tmp_path / "seaweed", certificate, authority.trusted) as server:
        store = S3BlobStore(read_blobs_url(server.url(ca=str(authority.trusted))))
        store.put("a", [b"over ", b"TLS"])
        store.put("large", [bytes(PART_BYTES), b"end"])
        with store.open("a", 5) as stream:
            assert stream.read() == b"TLS"
        stranger = Authority(tmp_path / "stranger")
        for url in (server.url(ca=str(stranger.trusted)), server.url()):
            with pytest.raises(Unavailable) as error:
                S3BlobStore(read_blobs_url(url)).exists("a")
            assert "certificate" in error.value.detail
        missing = S3BlobStore(read_blobs_url(server.url(ca=str(tmp_path / "none.pem"))))
        unavailable(lambda: missing.exists("a"))
