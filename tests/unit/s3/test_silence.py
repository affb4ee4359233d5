"""A store that says nothing: who waits for it, and who is told at once."""

import socket

import pytest
from botocore.awsrequest import AWSRequest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

import shrutik_s3.client
from shrutik_core.shared.errors import Unavailable
from shrutik_core.testing.contracts.base import meanwhile
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore
from shrutik_s3.silence import Silence

SILENT = [ReadTimeoutError(endpoint_url="http://h"), ConnectTimeoutError(endpoint_url="http://h")]
ANSWER = (object(), {})


@pytest.fixture(params=SILENT, ids=lambda error: type(error).__name__)
def silence(request):
    made = Silence(60)
    made.after(caught_exception=request.param)
    return made


def passes(silence, tries=1):
    request = AWSRequest(headers={"amz-sdk-request": f"attempt={tries}; max=4"})
    try:
        silence.before(request=request, event_name="before-send.s3.HeadObject")
    except Unavailable as error:
        assert error.code == "blob_store_unavailable"
        return False
    return True


def test_one_waits_and_the_others_are_told_at_once(silence):
    assert passes(silence)
    assert not meanwhile(lambda: passes(silence))
    assert not meanwhile(lambda: passes(silence))


@pytest.mark.parametrize(("tries", "may"), [(1, True), (2, True), (3, False)])
def test_a_call_is_tried_twice_at_most_while_it_is_silent(silence, tries, may):
    assert passes(silence, tries) is may
    silence.after(response=ANSWER)
    assert passes(silence, tries)


def test_who_waited_in_vain_makes_room_for_another(silence):
    assert passes(silence)
    silence.after(caught_exception=SILENT[0])
    assert meanwhile(lambda: passes(silence))
    assert not passes(silence)


@pytest.mark.parametrize("told", [lambda one: one.after(response=ANSWER), lambda one: one.after(ANSWER, None)])
def test_once_it_speaks_all_pass(silence, told):
    assert passes(silence)
    told(silence)
    assert passes(silence)
    assert meanwhile(lambda: passes(silence))


def test_somebody_elses_end_does_not_end_the_waiting(silence):
    assert passes(silence)
    meanwhile(lambda: silence.after(caught_exception=Unavailable("blob_store_unavailable", "told at once")))
    assert not meanwhile(lambda: passes(silence))


def test_who_was_never_heard_of_again_is_not_waited_for():
    silence = Silence(0)
    silence.after(caught_exception=SILENT[0])
    assert meanwhile(lambda: passes(silence))
    assert meanwhile(lambda: passes(silence))


def test_a_store_that_is_not_there_is_tried_by_everybody():
    silence = Silence(60)
    silence.after(caught_exception=EndpointConnectionError(endpoint_url="http://h"))
    assert passes(silence)
    assert meanwhile(lambda: passes(silence))


def test_a_silent_server_is_asked_once_more_and_by_nobody_beside(monkeypatch):
    made = []
    monkeypatch.setattr(shrutik_s3.client, "Silence", lambda patience: made.append(Silence(patience)) or made[0])
    monkeypatch.setattr(shrutik_s3.client, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(shrutik_s3.client, "TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        store = S3BlobStore(read_blobs_url(f"s3+http://key:secret@127.0.0.1:{server.getsockname()[1]}/voices"))
        with pytest.raises(Unavailable):
            store.exists("a")
        server.accept()[0].close()
        assert passes(made[0])
        with pytest.raises(Unavailable, match="says nothing"):
            meanwhile(lambda: store.exists("a"))
