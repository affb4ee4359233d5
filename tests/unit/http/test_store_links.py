"""Whoever has a signed link is sent to the store, if it sends blobs itself; nobody else is."""

import pytest
from dependency_injector import providers
from falcon.testing import create_asgi_req

from http_scene import Person, Scene, a_collection, a_scene_over, code
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.people.roles import Role
from shrutik_http.catalogue import OPERATIONS
from shrutik_http.edge.other_senders import LINK_SECONDS, OtherSenders, StoreLinks
from shrutik_http.edge.sending import rendered
from shrutik_http.media import Medium
from shrutik_http.options import HttpOptions
from shrutik_memory.blob_store import MemoryBlobStore

STORE = "https://s3.example.org"


class LinkingStore(MemoryBlobStore):
    """A store that gives out addresses."""

    def link(self, key, seconds, media_type, file_name=None):
        return f"{STORE}/{key}?{seconds}&{media_type}&{file_name}"


def a_scene(store: MemoryBlobStore, origin: str = STORE) -> Scene:
    installation = memory_installation()
    installation.platform.blobs.override(providers.Object(store))
    return a_scene_over(installation, HttpOptions(blobs_origin=origin))


def a_clip(scene: Scene) -> tuple[Person, dict]:
    admin = scene.person(Role.ADMIN, "admin")
    assert admin.post("/collections", json=a_collection()).status_code == 201
    mina = scene.person(name="mina")
    mina.consent()
    recording = mina.upload().json["id"]
    scene.installation.work()
    return mina, mina.get(f"/recordings/{recording}/chunks").json["items"][0]


def test_a_signed_link_leads_to_the_store_and_no_cache_keeps_the_way():
    scene = a_scene(LinkingStore())
    _, chunk = a_clip(scene)
    sent = scene.client.simulate_get(chunk["audio_url"], headers={"Range": "bytes=0-3"})
    assert (sent.status_code, sent.content) == (307, b"")
    assert sent.headers["cache-control"] == "no-store"
    assert sent.headers["location"].startswith(f"{STORE}/recordings/")
    assert sent.headers["location"].endswith(f"?{LINK_SECONDS}&audio/flac&None")


def test_who_shows_a_token_or_only_asks_what_there_is_is_answered_here():
    scene = a_scene(LinkingStore())
    mina, chunk = a_clip(scene)
    assert mina.get(f"/chunks/{chunk['id']}/audio").status_code == 200
    assert scene.client.simulate_head(chunk["audio_url"]).status_code == 200
    forged = chunk["audio_url"][:-1] + ("0" if chunk["audio_url"][-1] != "0" else "1")
    assert code(scene.client.simulate_get(forged)) == (403, "link_invalid")


@pytest.mark.parametrize(("store", "origin"), [(MemoryBlobStore, STORE), (LinkingStore, "")])
def test_without_the_setting_or_a_store_that_can_all_is_sent_by_us(store, origin):
    scene = a_scene(store(), origin)
    _, chunk = a_clip(scene)
    assert scene.client.simulate_get(chunk["audio_url"]).status_code == 200


def test_what_the_store_sends_counts_against_a_persons_downloads_by_what_is_asked_for():
    counted = []
    medium = Medium(100, "ab", "audio/flac", None, "some", count=counted.append)
    operation = next(one for one in OPERATIONS if one.id == "get_releases_release_id_files_name")
    for asked in ({}, {"Range": "bytes=10-19"}):
        request = create_asgi_req(query_string="signature=ab", headers=asked)
        request.context.head = False
        assert rendered(operation, medium, request, OtherSenders(StoreLinks(LinkingStore()))).status == 307
    assert counted == [100, 10]
