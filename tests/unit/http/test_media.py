"""Clips are heard as a player asks for them: whole, in ranges, once more only where they changed."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_scene import Person, Scene, code, wav


@pytest.fixture
def chunk(scene: Scene, mina: Person) -> dict:
    recording = mina.upload().json["id"]
    scene.installation.work()
    return mina.get(f"/recordings/{recording}/chunks").json["items"][0]


def test_a_clip_is_sent_whole_with_its_tag(mina, chunk):
    sent = mina.get(f"/chunks/{chunk['id']}/audio")
    assert sent.status_code == 200
    assert sent.headers["content-type"] == "audio/flac"
    assert sent.headers["accept-ranges"] == "bytes"
    assert sent.headers["etag"] == f'"{chunk["sha256"]}"'
    assert int(sent.headers["content-length"]) == len(sent.content) == chunk["bytes"]


def test_a_signed_link_needs_no_header_and_nothing_else_passes(scene, chunk):
    assert scene.client.simulate_get(chunk["audio_url"]).status_code == 200
    path, _, query = chunk["audio_url"].partition("?")
    assert code(scene.client.simulate_get(path)) == (401, "login_required")
    forged = query[:-1] + ("0" if query[-1] != "0" else "1")
    assert code(scene.client.simulate_get(f"{path}?{forged}")) == (403, "link_invalid")
    assert code(scene.client.simulate_get(f"{path[:-10]}0123/audio?{query}")) == (403, "link_invalid")
    assert code(scene.client.simulate_get(f"{path}?signature=x")) == (403, "link_invalid")
    assert code(scene.client.simulate_get(f"{path}?{query}&{query}")) == (403, "link_invalid")


def test_a_link_runs_out_and_is_the_same_for_a_while(scene, mina, chunk):
    scene.installation.clock.advance(timedelta(hours=2))
    assert code(scene.client.simulate_get(chunk["audio_url"])) == (403, "link_expired")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=st.integers(0, 200_000), length=st.integers(1, 300_000))
def test_any_range_is_that_part_of_the_whole(mina, chunk, first, length):
    whole = mina.get(f"/chunks/{chunk['id']}/audio").content
    sent = mina.get(f"/chunks/{chunk['id']}/audio", headers={"Range": f"bytes={first}-{first + length - 1}"})
    if first >= len(whole):
        assert code(sent) == (416, "range_not_satisfiable")
        assert sent.headers["content-range"] == f"bytes */{len(whole)}"
        return
    assert sent.status_code == 206
    assert sent.content == whole[first : first + length]
    assert sent.headers["content-range"] == f"bytes {first}-{first + len(sent.content) - 1}/{len(whole)}"
    assert int(sent.headers["content-length"]) == len(sent.content)


def test_the_end_alone_can_be_asked_for(mina, chunk):
    whole = mina.get(f"/chunks/{chunk['id']}/audio").content
    assert mina.get(f"/chunks/{chunk['id']}/audio", headers={"Range": "bytes=-7"}).content == whole[-7:]
    assert mina.get(f"/chunks/{chunk['id']}/audio", headers={"Range": "bytes=5-"}).content == whole[5:]
    assert mina.get(f"/chunks/{chunk['id']}/audio", headers={"Range": "bytes=0-1,4-5"}).status_code == 200


def test_a_changed_clip_is_sent_whole(mina, chunk):
    tag = mina.get(f"/chunks/{chunk['id']}/audio").headers["etag"]
    ask = f"/chunks/{chunk['id']}/audio"
    assert mina.get(ask, headers={"Range": "bytes=0-3", "If-Range": tag}).status_code == 206
    assert mina.get(ask, headers={"Range": "bytes=0-3", "If-Range": '"another"'}).status_code == 200
    assert mina.get(ask, headers={"Range": "bytes=0-3", "If-Range": f"W/{tag}"}).status_code == 200


@pytest.mark.parametrize("shape", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_who_has_it_is_told_so(mina, chunk, shape):
    tag = f'"{chunk["sha256"]}"'
    sent = mina.get(f"/chunks/{chunk['id']}/audio", headers={"If-None-Match": shape.format(tag=tag)})
    assert (sent.status_code, sent.content) == (304, b"")
    assert sent.headers["etag"] == tag


def test_head_says_what_get_would(mina, chunk):
    head = mina.ask("HEAD", f"/chunks/{chunk['id']}/audio")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == chunk["bytes"]
    part = mina.ask("HEAD", f"/chunks/{chunk['id']}/audio", headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.headers["content-length"]) == (206, "10")


def test_an_original_comes_back_byte_for_byte(scene, mina):
    recording = mina.upload(wav(3.0)).json
    sent = mina.get(f"/recordings/{recording['id']}/audio", headers={"Range": "bytes=0-3"})
    assert (sent.status_code, sent.content) == (206, b"RIFF")
    assert code(scene.person().get(f"/recordings/{recording['id']}/audio")) == (404, "recording_missing")


def test_who_may_not_hear_a_clip_does_not_learn_that_it_is_there(scene, chunk):
    stranger = scene.person()
    for path in (f"/chunks/{chunk['id']}", f"/chunks/{chunk['id']}/audio", f"/chunks/{chunk['id']}/consensus"):
        assert code(stranger.get(path)) == (404, "chunk_missing")


def test_a_lost_blob_is_told(scene, mina, chunk):
    scene.installation.platform.blobs().delete(f"recordings/{chunk['recording_id']}/chunks/{chunk['id']}.flac")
    assert code(mina.get(f"/chunks/{chunk['id']}/audio")) == (404, "blob_missing")


def test_the_outline_comes_with_the_clip_by_a_link_of_its_own(scene, mina, chunk):
    shown = scene.client.simulate_get(chunk["peaks_url"])
    assert shown.status_code == 200
    peaks = shown.json
    assert peaks["per_second"] == 50
    assert len(peaks["low"]) == len(peaks["high"]) == round(chunk["duration"] * 50)
    assert -127 <= min(peaks["low"]) < 0 < max(peaks["high"]) <= 127
    assert mina.get(f"/chunks/{chunk['id']}/peaks").json == peaks
    path, _, query = chunk["peaks_url"].partition("?")
    assert code(scene.client.simulate_get(path)) == (401, "login_required")
    other = path.replace("/peaks", "/spectrogram")
    assert code(scene.client.simulate_get(f"{other}?{query}")) == (403, "link_invalid")


def test_the_spectrogram_is_a_picture(scene, mina, chunk):
    shown = scene.client.simulate_get(chunk["spectrogram_url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.content.startswith(b"\x89PNG\r\n\x1a\n")
    again = mina.get(f"/chunks/{chunk['id']}/spectrogram", headers={"If-None-Match": shown.headers["etag"]})
    assert again.status_code == 304


def test_a_lent_clip_has_both_while_the_lease_lasts(scene, chunk):
    worker = scene.person(name="worker")
    (task,) = worker.post("/tasks", json={"collection": "bn-read", "count": 1}).json["items"]
    links = [task["chunk"][name] for name in ("peaks_url", "spectrogram_url")]
    assert [scene.client.simulate_get(link).status_code for link in links] == [200, 200]
    scene.installation.clock.advance(timedelta(minutes=31))
    assert [code(scene.client.simulate_get(link)) for link in links] == [(403, "link_expired")] * 2
