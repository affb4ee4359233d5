"""Prompts of every kind over HTTP: media are sent and shown by links, imports are looked at before, by line."""

import json

import pytest

import pictures
from http_scene import API, BOUNDARY, UNKNOWN, Person, Scene, code, form, wav
from shrutik_core.prompts.prompt import LONGEST_ANSWER, LONGEST_PROMPT


def send(person: Person, content: bytes, *parts: tuple[str, bytes]):
    body = form(*(parts or (("file", content),)))
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return person.post("/prompts/media", body=body, headers=headers)


def add(person: Person, *items: dict, **said):
    return person.post("/prompts", json={"collection": "bn-read", "items": list(items), **said})


def lines(*items: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in items).encode()


def imported(person: Person, body: bytes, path: str = "", kind: str = "application/jsonl"):
    headers = {"Content-Type": kind}
    return person.post(f"/prompts/import{path}", body=body, headers=headers, params={"collection": "bn-read"})


def prompts(person: Person) -> list[dict]:
    return person.get("/prompts", params={"collection": "bn-read"}).json["items"]


def test_a_picture_is_sent_shown_and_spoken_of(scene: Scene, admin: Person, mina: Person):
    medium = send(admin, pictures.LOSSY).json
    assert (medium["media_type"], medium["bytes"]) == ("image/webp", len(pictures.LOSSY))
    assert send(admin, pictures.LOSSY).json == medium
    item = {"kind": "picture", "text": "কী দেখছেন?", "media_id": medium["id"], "longest": 30.0}
    assert add(admin, item).json == {"added": 1, "passed_over": 0}
    prompt = mina.post("/prompts/next", json={"collection": "bn-read"}).json
    assert {name: prompt[name] for name in ("kind", "text", "media_type", "longest")} == {
        "kind": "picture",
        "text": "কী দেখছেন?",
        "media_type": "image/webp",
        "longest": 30,
    }
    seen = scene.client.simulate_get(prompt["media_url"])
    assert (seen.status_code, seen.content, seen.headers["content-type"]) == (200, pictures.LOSSY, "image/webp")
    path = prompt["media_url"].partition("?")[0]
    assert code(scene.client.simulate_get(path)) == (401, "login_required")
    assert mina.get(path.removeprefix(API)).content == pictures.LOSSY
    assert code(mina.get(f"/prompts/media/{UNKNOWN}")) == (404, "prompt_medium_missing")
    assert mina.upload(prompt_id=prompt["id"]).status_code == 202


def test_a_sound_and_a_question_are_added_with_texts(admin: Person, mina: Person):
    sound = send(admin, wav(1.0)).json
    assert sound["media_type"] == "audio/wav"
    items = [
        {"kind": "sound", "text": "What is it?", "media_id": sound["id"]},
        {"kind": "question", "text": "What did you eat?", "longest": 60},
    ]
    assert add(admin, *items, texts=["read me"]).json == {"added": 3, "passed_over": 0}
    found = [(one["kind"], bool(one["media_url"]), one["longest"]) for one in prompts(mina)[::-1]]
    assert found == [("text", False, None), ("sound", True, None), ("question", False, 60)]


@pytest.mark.parametrize(
    ("item", "field", "expected"),
    [
        ({"kind": "picture"}, "media_id", "prompt_medium_invalid"),
        ({"kind": "question", "longest": 0}, "longest", "fields_invalid"),
        ({"kind": "question", "longest": LONGEST_ANSWER + 1}, "longest", "fields_invalid"),
        ({"kind": "text", "longest": 5}, "longest", "prompt_longest_invalid"),
        ({"kind": "film"}, "kind", "fields_invalid"),
        ({"media_id": "7"}, "media_id", "fields_invalid"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(admin: Person, item, field, expected):
    answer = add(admin, {"text": "What?", **item})
    assert code(answer) == (422, expected)
    assert [one["field"] for one in answer.json["errors"]] == [f"items.0.{field}"]


def test_a_prompt_needs_a_medium_that_there_is(admin: Person):
    answer = add(admin, {"text": "What?", "kind": "picture", "media_id": UNKNOWN})
    assert code(answer) == (404, "prompt_medium_missing")
    assert code(admin.post("/prompts", json={"collection": "bn-read"})) == (422, "fields_invalid")


@pytest.mark.parametrize(
    ("content", "parts", "expected"),
    [
        (b"GIF89a", (), (415, "prompt_medium_unsupported")),
        (pictures.png()[:-1], (), (422, "picture_damaged")),
        (b"", (("picture", b"x"),), (422, "fields_invalid")),
        (b"", (("file", pictures.LOSSY), ("file", pictures.LOSSY)), (422, "fields_invalid")),
    ],
    ids=["gif", "cut", "other part", "twice"],
)
def test_a_file_that_cannot_be_is_refused(admin: Person, content, parts, expected):
    assert code(send(admin, content, *parts)) == expected


def test_a_medium_comes_in_a_form_and_from_an_admin(admin: Person, mina: Person):
    assert code(send(mina, pictures.LOSSY)) == (403, "not_permitted")
    assert code(send(admin, b"", ("", b""))) == (422, "fields_invalid")
    raw = admin.post("/prompts/media", body=pictures.LOSSY, headers={"Content-Type": "image/webp"})
    assert code(raw) == (415, "content_type_unsupported")


def test_an_import_is_looked_at_and_then_made(admin: Person, mina: Person):
    medium = send(admin, pictures.png()).json["id"]
    body = lines(
        {"text": "a"}, {"kind": "picture", "text": "b", "media_id": medium, "longest": 9, "more": 1}, {"text": "a"}
    )
    preview = imported(admin, body, "/preview").json
    assert (preview["added"], preview["passed_over"], preview["errors"]) == (2, 1, [])
    assert [(one["kind"], one["text"], one["longest"], bool(one["media_url"])) for one in preview["items"]] == [
        ("text", "a", None, False),
        ("picture", "b", 9, True),
        ("text", "a", None, False),
    ]
    assert prompts(mina) == []
    assert imported(admin, body).json == {"added": 2, "passed_over": 1}
    assert imported(admin, body, "/preview").json["added"] == 0


def test_what_is_wrong_is_told_by_line(admin: Person, mina: Person):
    body = lines(
        {"text": "a"}, "nonsense", "", {"kind": "picture", "text": "b"}, {"kind": "x", "text": "c"}, {"text": " "}
    )
    preview = imported(admin, body, "/preview").json
    assert [(one["line"], one["code"]) for one in preview["errors"]] == [
        (2, "line_invalid"),
        (4, "prompt_medium_invalid"),
        (5, "line_invalid"),
        (6, "prompt_text_invalid"),
    ]
    assert "kind" in preview["errors"][2]["detail"]
    assert preview["errors"][3]["figures"] == {"most": LONGEST_PROMPT}
    refused = imported(admin, body)
    assert code(refused) == (422, "fields_invalid")
    assert [one["field"] for one in refused.json["errors"]] == ["2", "5"]
    again = imported(admin, lines({"text": "a"}, {"kind": "picture", "text": "b"}, {"text": " "}))
    assert code(again) == (422, "prompt_medium_invalid")
    assert [one["field"] for one in again.json["errors"]] == ["2.media_id", "3.text"]
    assert prompts(mina) == []


def test_lines_of_plain_text_are_counted_with_the_empty_ones(admin: Person):
    preview = imported(admin, b"a\n\n\0\n", "/preview", "text/plain").json
    assert [(one["line"], one["code"]) for one in preview["errors"]] == [(3, "prompt_text_invalid")]


def test_the_same_import_with_its_key_counts_once(admin: Person):
    headers = {"Content-Type": "application/jsonl", "Idempotency-Key": "k1"}
    body = lines({"kind": "question", "text": "a"})
    made = [
        admin.post("/prompts/import", body=body, headers=headers, params={"collection": "bn-read"}) for _ in range(2)
    ]
    assert [one.json["added"] for one in made] == [1, 1]
