"""Files of a release in its folders: found by their whole names, and by nothing that leads elsewhere."""

from urllib.parse import quote

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_scene import API, Person, Scene, a_collection, code
from shrutik_core.people.roles import Role
from shrutik_core.releases.release import ReleaseFile, release_key
from shrutik_core.releases.views.catalogue import TEXT_VIEWS
from shrutik_core.shared.ids import ReleaseId, parse_id
from shrutik_http.releases.operations import RELEASES

NAMES = {
    "release.json": "application/json",
    "datasheet.html": "text/html",
    "shards/train-00000.tar": "application/x-tar",
    "manifest/train-00000.jsonl.zst": "application/zstd",
    "views/csv/metadata.csv": "text/csv",
    "views/lhotse/shar/train/cuts.000000.jsonl.gz": "application/gzip",
    "LICENSES/a licence, 100 % free?#1.txt": "text/plain",
}
OPERATION = next(one for one in RELEASES.operations if one.deep)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def release(scene: Scene) -> str:
    """The id of a release with these files, each of which holds its own name."""
    admin = scene.person(Role.ADMIN)
    admin.post("/collections", json=a_collection())
    wish = {"name": "bn", "collections": ["bn-read"], "formats": ["csv"]}
    asked = ReleaseId(parse_id(scene.person(Role.RESEARCHER).post("/releases", json=wish).json["id"]))
    platform = scene.installation.platform
    with platform.units_of_work()() as work:
        made = work.releases.find(asked).build()
        files = [kept(platform.blobs(), made.id, name, kind) for name, kind in NAMES.items()]
        work.releases.save(made.finish(tuple(files), "ab" * 32, 1, 4.0, platform.clock().now()))
        work.commit()
    return str(asked)


def kept(blobs, release: ReleaseId, name: str, kind: str) -> ReleaseFile:
    blob = blobs.put(release_key(release, name.encode().hex()), [name.encode()])
    return ReleaseFile(name, blob.key, blob.size, blob.sha256, kind)


@pytest.fixture
def researcher(scene: Scene) -> Person:
    return scene.person(Role.RESEARCHER)


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
@pytest.mark.parametrize("left", ["/", ""], ids=["plain slashes", "escaped slashes"])
def test_a_file_is_found_by_its_whole_name_however_its_slashes_are_sent(researcher, release, name, kind, left):
    sent = researcher.get(f"/releases/{release}/files/{quote(name, safe=left)}")
    assert (sent.status_code, sent.text) == (200, name)
    assert sent.headers["content-type"].partition(";")[0] == kind
    assert sent.headers["content-disposition"] == f'attachment; filename="{name.rpartition("/")[2]}"'


@pytest.mark.parametrize("name", NAMES)
def test_signed_links_lead_to_files_in_folders_and_to_no_others(scene, researcher, release, name):
    files = {file["name"]: file["url"] for file in researcher.get(f"/releases/{release}").json["files"]}
    path, _, query = files[name].partition("?")
    assert scene.client.simulate_get(path, query_string=query).text == name
    escaped = f"{API}/releases/{release}/files/{quote(name, safe='')}"
    assert scene.client.simulate_get(escaped, query_string=query).text == name
    for other in ({*NAMES} - {name}) | {f"{name}/x", f"x/{name}", f"./{name}"}:
        forged = scene.client.simulate_get(f"{API}/releases/{release}/files/{quote(other)}", query_string=query)
        assert code(forged) == (403, "link_invalid")


def test_ranges_reach_into_folders(researcher, release):
    whole = "shards/train-00000.tar"
    sent = researcher.get(f"/releases/{release}/files/{whole}", headers={"Range": "bytes=7-11"})
    assert (sent.status_code, sent.text) == (206, whole[7:12])


PIECES = st.sampled_from(["..", ".", "", "shards", "views", "csv", "metadata.csv", "train-00000.tar", "etc", "~", "\\"])


@PATIENT
@given(
    st.lists(PIECES, min_size=1, max_size=5).map("/".join).filter(lambda one: one.strip("/")),
    st.sampled_from(["/", ""]),
)
def test_no_other_name_is_a_file(researcher, release, name, left):
    sent = researcher.get(f"/releases/{release}/files/{quote(name, safe=left)}")
    # A slash at the end of an address is as none.
    known = name.removesuffix("/") in NAMES
    assert (sent.status_code == 200) is known, sent.text
    assert known or code(sent) == (404, "file_missing")


def test_all_kinds_of_files_are_documented():
    kinds = {kind for make in TEXT_VIEWS.values() for kind in make(list).media_types.values()}
    assert kinds | set(NAMES.values()) <= {*OPERATION.content}


def test_the_document_says_how_slashes_are_sent(scene):
    paths = scene.client.simulate_get(f"{API}/openapi.json").json["paths"]
    told = paths[f"{API}/releases/{{release_id}}/files/{{name}}"]["get"]["parameters"]
    assert ["%2F" in one.get("description", "") for one in told if one["in"] == "path"] == [False, True]
    assert attrs.evolve(OPERATION, deep=False).route == OPERATION.path
