"""Calls of tus 1.0, as its clients make them."""

import base64
import hashlib

from http_scene import API, wav

SOUND = wav(2.0)
SHA256 = hashlib.sha256(SOUND).hexdigest()
TUS = {"Tus-Resumable": "1.0.0"}
OCTETS = {"Content-Type": "application/offset+octet-stream"}
UNKNOWN = "/uploads/00000000-0000-7000-8000-000000000000"


def metadata(**fields):
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in fields.items())


def create(person, length=None, key=None, headers=(), **fields):
    told = {**TUS, "Upload-Length": str(len(SOUND) if length is None else length)}
    told["Upload-Metadata"] = metadata(**{"collection": "bn-read", **fields})
    return person.post("/uploads", headers={**told, **({"Idempotency-Key": key} if key else {}), **dict(headers)})


def begun(person, *arguments, **fields):
    answer = create(person, *arguments, **fields)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].removeprefix(API)


def patch(person, where, data, offset=0, **headers):
    return person.patch(where, body=data, headers={**TUS, **OCTETS, "Upload-Offset": str(offset), **headers})


def head(person, where):
    return person.ask("HEAD", where, headers=TUS)
