"""The story through HTTP on the real database, with speech in every container that people send."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
import soundfile

import shrutik_cli.demo
from audio_files import by_ffmpeg
from dataset_story import make_dataset
from http_scene import API, PASSWORD, Person, Scene, a_collection, code, form

SAMPLE = Path(shrutik_cli.demo.__file__).parent / "samples" / "bn-01.opus"
MISTAKES = ("{}", "{}", "{} ।", "{}", "{}")


def speech():
    samples, rate = soundfile.read(SAMPLE, dtype="float32", always_2d=True)
    return samples, rate


def written(kind: str) -> bytes:
    samples, rate = speech()
    stream = io.BytesIO()
    soundfile.write(stream, samples, rate, format=kind, subtype="PCM_16")
    return stream.getvalue()


CONTAINERS = {
    "wav": (lambda: written("WAV"), "audio/wav"),
    "flac": (lambda: written("FLAC"), "audio/flac"),
    "ogg": (SAMPLE.read_bytes, "audio/ogg"),
    "mp3": (lambda: by_ffmpeg(*speech(), "mp3", "libmp3lame", "fltp"), "audio/mpeg"),
    "webm": (lambda: by_ffmpeg(*speech(), "webm", "libopus", "flt", live=True), "audio/webm"),
    "m4a": (lambda: by_ffmpeg(*speech(), "ipod", "aac", "fltp"), "audio/mp4"),
}


@pytest.fixture(scope="module")
def mina(scene: Scene, admin: Person) -> Person:
    said = {"email": "mina@example.org", "password": PASSWORD, "name": "মিনা", "locale": "bn"}
    assert scene.client.simulate_post(f"{API}/auth/register", json=said).status_code == 201
    token = scene.client.simulate_post(f"{API}/auth/login", json={"email": said["email"], "password": PASSWORD}).json
    mina = Person(scene, said["email"], token["access_token"])
    assert mina.consent().status_code == 201
    return mina


@pytest.mark.parametrize("kind", CONTAINERS)
def test_every_container_is_cut_and_heard(scene: Scene, mina: Person, kind: str) -> None:
    make, media_type = CONTAINERS[kind]
    audio = make()
    received = mina.upload(audio, metadata={"kind": kind, "note": "শোনা যায়"})
    assert (received.status_code, received.json["media_type"]) == (202, media_type)
    assert scene.installation.work() == 1
    recording = mina.get(received.headers["location"]).json
    assert recording["status"] == "chunked", recording["reasons"]
    assert recording["duration"] == pytest.approx(speech()[0].shape[0] / speech()[1], abs=0.2)
    assert recording["metadata"] == {"kind": kind, "note": "শোনা যায়"}
    assert mina.get(recording["audio_url"]).content == audio
    chunks = mina.get(f"{received.headers['location']}/chunks", params={"limit": 100}).json["items"]
    assert len(chunks) == recording["chunk_count"] > 1
    for before, after in pairwise(chunks):
        assert before["end"] == after["start"]
    peaks = scene.client.simulate_get(chunks[0]["peaks_url"]).json
    assert len(peaks["low"]) == len(peaks["high"])
    assert min(peaks["low"]) < -3 < 3 < max(peaks["high"])
    assert scene.client.simulate_get(chunks[0]["spectrogram_url"]).content.startswith(b"\x89PNG")
    clip = scene.client.simulate_get(chunks[0]["audio_url"])
    assert hashlib.sha256(clip.content).hexdigest() == chunks[0]["sha256"]
    sound = soundfile.info(io.BytesIO(clip.content))
    assert (sound.format, sound.samplerate) == ("FLAC", recording["sample_rate"])
    assert sound.duration == pytest.approx(chunks[0]["duration"], abs=1e-3)
    part = scene.client.simulate_get(chunks[0]["audio_url"], headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, clip.content[10:20])


def test_five_people_a_reviewer_and_a_researcher_make_a_dataset(scene: Scene, admin: Person, mina: Person) -> None:
    make_dataset(scene, admin, mina, SAMPLE.read_bytes())


@pytest.mark.parametrize(
    ("audio", "told"),
    [
        (b"", (422, "empty")),
        (b"This is a text in a file named recording.wav. " * 20, (415, "unsupported_media")),
        (b"\x1a\x45\xdf\xa3" + b"no WebM at all. " * 200, (422, "damaged")),
    ],
)
def test_what_is_no_recording_leaves_nothing(scene: Scene, mina: Person, data: Path, audio: bytes, told) -> None:
    def stored():
        return sorted(path for path in (data / "blobs").rglob("*") if path.is_file())

    before = stored()
    assert code(mina.upload(audio)) == told
    assert stored() == before


def test_a_truncated_file_is_cut_as_far_as_it_goes_or_refused_with_advice(scene: Scene, mina: Person) -> None:
    whole = written("FLAC")
    received = mina.upload(whole[: len(whole) // 2])
    assert received.status_code == 202
    scene.installation.work()
    recording = mina.get(received.headers["location"]).json
    assert recording["status"] in {"chunked", "refused"}
    assert recording["reasons"]


def test_a_recording_over_the_limit_is_refused_at_once(scene: Scene, mina: Person) -> None:
    rate, hours = 8_000, 3
    size = rate * 3_600 * hours
    head = b"RIFF" + (size + 36).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    head += b"\x01\0\x01\0" + rate.to_bytes(4, "little") + rate.to_bytes(4, "little") + b"\x01\0\x08\0"
    answer = mina.upload(head + b"data" + size.to_bytes(4, "little") + bytes([128]) * size)
    assert code(answer) == (422, "too_long")


def test_the_same_call_at_the_same_time_makes_one_recording(scene: Scene, mina: Person, data: Path) -> None:
    body = form(("collection", "bn-read"), ("audio", SAMPLE.read_bytes()), ("metadata", '{"take": "one"}'))
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: mina.send(body, headers={"Idempotency-Key": "at-once"}), range(6)))
    assert [one.status_code for one in answers] == [202] * 6
    (made,) = {one.json["id"] for one in answers}
    stored = {path.parent.name for path in (data / "blobs").rglob("original")}
    recordings = mina.get("/recordings", params={"limit": 100}).json["items"]
    assert made in stored
    assert stored == {one["id"] for one in recordings}


def test_nul_and_odd_characters_reach_no_query(scene: Scene, admin: Person, mina: Person) -> None:
    for text in ("\0", "a\0b", "\N{REPLACEMENT CHARACTER}", "'; DROP TABLE chunks; --", "%", "\u202e", "🙂" * 50):
        for answer in (
            mina.get("/collections", params={"language": text}),
            mina.get("/prompts", params={"collection": text}),
            mina.get("/recordings", params={"cursor": text, "collection": text}),
            mina.post("/tasks", json={"collection": text}),
            mina.post("/consents", json={"collection": text, "version": text, "purposes": [text]}),
            admin.post("/collections", json=a_collection(slug=text, name=text, licence=text)),
            admin.post("/prompts", json={"collection": "bn-read", "texts": ["right"], "source": text}),
            admin.post("/releases", json={"name": text, "collections": [text], "formats": ["csv"]}),
        ):
            assert answer.status_code < 500, answer.text


def test_metadata_and_keys_of_every_kind_are_kept(scene: Scene, mina: Person) -> None:
    metadata = {"number": -1.5e-7, "deep": {"list": [None, True, {"text": "ক্ষ"}]}, "": "\u202e", "emoji": "🙂"}
    sent = mina.upload(SAMPLE.read_bytes(), metadata=metadata)
    assert sent.status_code == 202
    assert mina.get(sent.headers["location"]).json["metadata"] == metadata
