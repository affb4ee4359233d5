"""The client for Python tells the whole story against a real server, and lives with what goes wrong on the way."""

import hashlib
import itertools
import sys
import time
from pathlib import Path

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "clients/python/src"))

from shrutik_client import ApiProblem, Client, Unreachable

PASSWORD, TEXT = "a long password", "আমি বাংলায় গান গাই"
COLLECTION = {
    "slug": "bn-read",
    "language": "bn",
    "name": "Bengali",
    "licence": "CC0-1.0",
    "consent": {"version": "1", "text": "I agree."},
    "policies": {"consensus": {"fewest": 2, "accept_confidence": 0.0}},
}


def logged_in(served, name):
    client = Client(served)
    client.log_in(f"{name}@example.org", PASSWORD)
    return client


def signed_up(served, name):
    with Client(served) as anybody:
        anybody.post_auth_register({"email": f"{name}@example.org", "password": PASSWORD, "name": name})
    return logged_in(served, name)


def waited(look, wanted):
    until = time.monotonic() + 60
    while (found := look())["status"] != wanted:
        assert time.monotonic() < until, found
        assert found["status"] not in {"failed", "refused"}, found
        time.sleep(0.2)
    return found


def transcribed(person):
    while tasks := person.post_tasks({"collection": "bn-read", "count": 20})["items"]:
        person.post_transcriptions({"items": [{"task_id": task["id"], "text": TEXT} for task in tasks]})


def test_the_whole_story(served, voice, tmp_path):
    with logged_in(served, "admin") as admin:
        admin.post_collections(COLLECTION)
        with signed_up(served, "speaker") as speaker:
            speaker.post_consents({"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]})
            recording = speaker.upload(voice, "bn-read", part=100_000)["recording_id"]
            waited(lambda: speaker.get_recordings_recording_id(recording), "chunked")
            chunks = list(speaker.every(speaker.get_recordings_recording_id_chunks, recording, limit=2))
        assert len(chunks) > 2
        for name in ("one", "two"):
            with signed_up(served, name) as person:
                transcribed(person)
        for chunk in chunks:
            if not chunk["silent"]:
                waited(lambda id_=chunk["id"]: admin.get_chunks_chunk_id(id_), "settled")
        wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
        release = admin.post_releases(wish, idempotency_key="once")
        assert admin.post_releases(wish, idempotency_key="once")["id"] == release["id"]
        ready = waited(lambda: admin.get_releases_release_id(release["id"]), "ready")
        for number, file in enumerate(ready["files"]):
            target = tmp_path / str(number)
            admin.download(file, target)
            assert hashlib.sha256(target.read_bytes()).hexdigest() == file["sha256"]
        key = admin.post_api_keys({"name": "nightly", "scopes": ["read_releases"]})["key"]
    with Client(served, api_key=key) as program:
        assert [one["id"] for one in program.every(program.get_releases)] == [release["id"]]
        with pytest.raises(ApiProblem) as error:
            program.post_tasks({"collection": "bn-read", "count": 1})
        assert (error.value.status, error.value.code) == (403, "not_permitted")


class Answers(httpx.BaseTransport):
    """Gives these answers in order, and keeps what was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = iter(answers), []

    def handle_request(self, request):
        self.asked.append(request)
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        status, body, headers = answer
        return httpx.Response(status, json=body, headers=headers)


def over(*answers, **options):
    transport = Answers(*answers)
    client = Client("https://a.org", http=httpx.Client(transport=transport), **options)
    return client, transport.asked


LATER = (503, {"code": "busy"}, {"Retry-After": "0"})
FINE = (200, {"id": "1"}, {})


def test_what_may_be_repeated_is_with_the_same_key():
    client, asked = over(LATER, httpx.ConnectError("no"), (429, {}, {"Retry-After": "0"}), FINE)
    assert client.post_webhooks({"name": "a", "url": "https://b.org", "events": ["release.ready"]}) == {"id": "1"}
    assert len({request.headers["Idempotency-Key"] for request in asked}) == 1
    assert len(asked) == 4


def test_what_may_not_be_repeated_is_not():
    client, asked = over(httpx.ReadError("broken"))
    with pytest.raises(Unreachable):
        client.post_auth_logout({"refresh_token": "x"})
    assert len(asked) == 1


def test_attempts_have_an_end():
    client, asked = over(*itertools.repeat(LATER, 3), attempts=3)
    with pytest.raises(ApiProblem, match="busy"):
        client.get_me()
    assert len(asked) == 3


def test_a_token_that_ran_out_is_renewed_once():
    tokens = {"access_token": "new", "refresh_token": "r2"}
    client, asked = over((401, {"code": "token_expired"}, {}), (200, tokens, {}), FINE)
    client.session.begin({"access_token": "old", "refresh_token": "r1"})
    assert client.get_me() == {"id": "1"}
    assert [request.headers.get("Authorization") for request in asked] == ["Bearer old", None, "Bearer new"]


def test_an_answer_of_something_between_is_a_problem_too():
    transport = httpx.MockTransport(lambda _: httpx.Response(502, text="<html>"))
    with pytest.raises(ApiProblem) as error:
        Client("https://a.org", http=httpx.Client(transport=transport)).get_me()
    assert (error.value.status, error.value.code) == (502, "unknown")


def loses_its_log_in(*answers):
    client, asked = over((401, {"code": "token_expired"}, {}), *answers)
    client.session.begin({"access_token": "old", "refresh_token": "r1"})
    return client, asked


@pytest.mark.parametrize(
    ("answer", "family"),
    [
        (httpx.ConnectError("no"), Unreachable),
        (httpx.ReadTimeout("late"), Unreachable),
        ((200, ["no tokens"], {}), ApiProblem),
        ((401, {"code": "refresh_token_invalid"}, {}), ApiProblem),
    ],
)
def test_a_renewal_that_fails_is_one_of_the_clients_errors_and_not_sent_again(answer, family):
    client, asked = loses_its_log_in(answer)
    with pytest.raises(family):
        client.get_me()
    assert len(asked) == 2


def test_what_is_called_json_and_is_none_is_a_problem():
    headers = {"Content-Type": "application/json"}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text="{", headers=headers))
    with pytest.raises(ApiProblem):
        Client("https://a.org", http=httpx.Client(transport=transport)).get_me()


class BreaksOff(httpx.SyncByteStream):
    """A body whose connection is lost."""

    def __iter__(self):
        yield b"half"
        raise httpx.ReadError("lost")


@pytest.mark.parametrize(
    ("answer", "family"),
    [
        (lambda _: httpx.Response(403, json={"code": "link_expired"}), ApiProblem),
        (lambda _: httpx.Response(200, stream=BreaksOff()), Unreachable),
        (lambda _: httpx.Response(200, text="other"), Unreachable),
    ],
)
def test_a_download_that_fails_is_one_of_the_clients_errors_and_leaves_nothing(tmp_path, answer, family):
    client = Client("https://a.org", http=httpx.Client(transport=httpx.MockTransport(answer)))
    file = {"name": "a.csv", "url": "https://bucket.org/a.csv?x=1", "sha256": "0" * 64}
    with pytest.raises(family):
        client.download(file, tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "proved"),
    [
        ("/api/v1/me", True),
        ("https://a.org/api/v1/me", True),
        ("https://A.org:443/api/v1/me", True),
        ("http://a.org/api/v1/me", False),
        ("https://a.org:8443/api/v1/me", False),
        ("https://elsewhere.org/api/v1/me", False),
        (".elsewhere.org/api/v1/me", False),
        ("@elsewhere.org/api/v1/me", False),
    ],
)
def test_only_the_server_of_the_api_gets_the_proof(path, proved):
    client, asked = over(FINE, api_key="k")
    client.send("GET", path, again=False)
    assert (asked[0].headers.get("Authorization") == "Bearer k") is proved


def test_who_else_refuses_does_not_bring_about_a_renewal():
    client, asked = loses_its_log_in()
    with pytest.raises(ApiProblem):
        client.send("GET", "https://elsewhere.org/x", again=False)
    assert len(asked) == 1
