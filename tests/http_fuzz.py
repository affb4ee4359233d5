"""Requests of every kind that nobody meant well, made from the API's own operations."""

import json
from urllib.parse import quote

from hypothesis import strategies as st

from http_scene import Person
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.operation import Operation

UNKNOWN = "00000000-0000-7000-8000-000000000000"
TEXTS = st.text(max_size=20) | st.sampled_from(
    ["bn-read", UNKNOWN, "1", "", "\0", "\ud800", "a@b.org", "accept", "record", "csv", "x" * 6000, "১২", "🙂"]
)
WORDS = TEXTS.filter(lambda text: "\ud800" not in text)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))
WRITING = [one for one in OPERATIONS if one.body]
POSTING = [one for one in OPERATIONS if one.method == "POST"]
READING = [one for one in OPERATIONS if one.method == "GET" and not one.path.startswith("/api/docs")]
RANGES = st.sampled_from(["bytes=0-", "bytes=9-1", "bytes=-0", "x", "bytes=99999999999999999999-"])


GOOD = {
    "post_auth_register": {"email": "a@b.org", "password": "long enough", "name": "A", "locale": "bn"},
    "post_auth_login": {"email": "a@b.org", "password": "long enough"},
    "post_auth_refresh": {"refresh_token": "x"},
    "post_auth_logout": {"refresh_token": "x"},
    "post_auth_password_forgot": {"email": "a@b.org"},
    "post_auth_password_reset": {"token": "x", "password": "long enough"},
    "post_auth_verify_email": {"token": "x"},
    "post_me_password": {"current_password": "long enough", "new_password": "longer than that"},
    "post_me_email": {"email": "a@b.org", "password": "long enough"},
    "post_consents": {"collection": "bn-read", "version": "1", "purposes": ["record", "publish"]},
    "post_me_notices_read": {"up_to": "00000000-0000-7000-8000-000000000000"},
    "put_me_notices_preferences": {
        "choices": {"release_ready": "weekly", "recording_refused": "off"},
        "utc_offset": 360,
    },
    "post_collections": {
        "about": {"bn": "a"},
        "guidelines": {"en": "b"},
        "goal_hours": 4.5,
        "slug": "new",
        "language": "bn",
        "name": "New",
        "licence": "CC0-1.0",
        "consent": {"version": "1", "text": "Yes."},
        "policies": {
            "chunking": {"target": 6.0},
            "consensus": {"most": 5},
            "quality": {},
            "lending": {"gold_share": 0.1},
        },
    },
    "post_collections_collection_consent": {
        "version": "2",
        "text": "হ্যাঁ",
        "language": "bn",
        "translations": {"en": "Yes."},
        "purposes": ["record", "publish", "contact"],
        "replaces": False,
    },
    "patch_me": {
        "name": "A",
        "locale": "bn",
        "traits": {"age": "teens", "gender": "another", "native_language": "syl", "region": "Sylhet", "accent": None},
        "traits_in_releases": ["age", "gender"],
        "on_leaderboard": True,
    },
    "post_prompts": {
        "collection": "bn-read",
        "texts": ["one", "two"],
        "items": [
            {"kind": "question", "text": "three", "longest": 30},
            {"kind": "picture", "text": "?", "media_id": UNKNOWN},
        ],
        "source": "a book",
    },
    "post_prompts_next": {"collection": "bn-read", "speaker": UNKNOWN},
    "post_prompts_prompt_id_skip": {"reason": "has_errors", "speaker": UNKNOWN},
    "post_api_keys": {"name": "phone", "scopes": ["record"], "expires_in": 3600},
    "post_webhooks": {
        "name": "mirror",
        "url": "https://hooks.example.org/shrutik",
        "events": ["release.ready", "voice.withdrawn"],
        "collection": "bn-read",
    },
    "patch_webhooks_webhook_id": {
        "name": "a",
        "url": "https://b.example.org",
        "events": ["review.asked"],
        "active": True,
    },
    "post_tasks": {"collection": "bn-read", "count": 3},
    "post_tasks_task_id_skip": {"reason": "other"},
    "post_transcriptions": {"items": [{"task_id": UNKNOWN, "text": "a"}]},
    "post_reviews": {"chunk_id": UNKNOWN, "decision": "edit", "text": "a", "reason": "b"},
    "put_chunks_chunk_id_gold": {"text": "a"},
    "post_chunks_chunk_id_report": {"reason": "The last word is cut off."},
    "post_releases_release_id_report": {"clip": "a1b2" * 8, "reason": "The last word is cut off."},
    "post_releases": {"name": "new", "collections": ["bn-read"], "formats": ["csv"], "min_confidence": 0.5},
    "post_releases_preview": {
        "name": "new",
        "collections": ["bn-read"],
        "formats": ["csv"],
        "quality": {"snr_db": {"low": 20, "high": None}},
        "traits": {"gender": ["female"]},
    },
    "patch_collections_collection": {
        "about": {"bn": "a", "en": "b"},
        "guidelines": {"bn": "c"},
        "goal_hours": 100,
        "policies": {
            "chunking": {"target": 6.0},
            "consensus": {"most": 5},
            "quality": {},
            "lending": {"gold_share": 0.1},
            "second_look": {"share": 0.5},
            "offering": {"most_faults": 5},
        },
    },
    "post_me_withdrawals": {"recording": UNKNOWN},
    "patch_admin_users_user_id": {"role": "reviewer", "status": "active", "collections": ["bn-read"]},
    "post_invitations": {"collection": "bn-read", "name": "A", "count": 2, "expires_in": 3600},
    "post_invitations_accept": {"code": "7KQ2M-9XF4T-0BWHD-E3RZA", "name": "A", "locale": "bn"},
    "post_speakers": {"collection": "bn-read", "name": "A", "minor": True, "guardian": "B"},
}


def with_one_wrong(message: object, data: st.DataObject) -> object:
    """The message with one of its parts, at any depth, replaced by anything."""
    if isinstance(message, dict) and message and data.draw(st.integers(0, 4)):
        name = data.draw(st.sampled_from(sorted(message)))
        return {**message, name: with_one_wrong(message[name], data)}
    if isinstance(message, list) and message and data.draw(st.integers(0, 2)):
        return [with_one_wrong(message[0], data), *message[1:]]
    return data.draw(VALUES)


def send_nearly_right(person: Person, operation: Operation, data: st.DataObject):
    """Send a message that is right but for one part."""
    body = json.dumps(with_one_wrong(GOOD[operation.id], data)).encode()
    headers = {"Content-Type": "application/json"}
    return person.ask(operation.method, unknown_path(operation), body=body, headers=headers)


def unknown_path(operation: Operation) -> str:
    """The operation's path, with ids that name nothing."""
    path = operation.path
    for name in operation.parameters:
        path = path.replace(f"{{{name}}}", UNKNOWN)
    return path


def send_any_message(person: Person, operation: Operation, data: st.DataObject):
    """Send the operation's own members, each of any kind, and others."""
    names = list(operation.body.model_fields)
    said = {name: data.draw(VALUES, label=name) for name in names if data.draw(st.integers(0, 5))}
    body = json.dumps({**said, **data.draw(st.dictionaries(TEXTS, LEAVES, max_size=1))}).encode()
    headers = {"Content-Type": "application/json"}
    return person.ask(operation.method, unknown_path(operation), body=body, headers=headers)


FOLDED = (
    st.lists(
        WORDS | st.sampled_from(["..", ".", "", "shards", "train-00000.tar", "manifest.jsonl", "%2F", "%2e%2e", "\\"]),
        min_size=1,
        max_size=4,
    )
    .map("/".join)
    .filter(bool)
)
"""Names of files in folders, some of which lead out of them."""
ADDRESSED = ("limit", "cursor", "collection", "status", "language", "signature", "expires")


def ask_any_address(person: Person, operation: Operation, data: st.DataObject):
    """Ask with any ids and any query."""
    path = operation.path
    for name in operation.parameters:
        deep = operation.deep and name == operation.parameters[-1]
        words = FOLDED if deep else WORDS.filter(lambda one: one and "/" not in one)
        text = data.draw(st.just(UNKNOWN) | words, label=name)
        path = path.replace(f"{{{name}}}", quote(text, safe="/" if deep and data.draw(st.booleans()) else ""))
    names = st.sampled_from([*operation.query.model_fields, *ADDRESSED])
    query = data.draw(st.dictionaries(names, WORDS | st.just(UNKNOWN), max_size=3))
    asked = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    header = data.draw(RANGES)
    return person.ask("GET", path, query_string=asked, headers={"Range": header, "If-None-Match": header})
