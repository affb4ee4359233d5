"""A sealed release: everything it holds is under one root, listed, signed, and the same whoever seals it."""

import json

from planned_releases import PlannedReleases
from shrutik_core.releases import checksums
from shrutik_core.releases.release import ReleaseFile, release_key
from shrutik_core.releases.release_json import ReleaseCounts, ReleaseFacts
from shrutik_core.releases.signing.release_claim import read_claim
from shrutik_core.releases.signing.release_signature import check_signature, read_signature
from shrutik_core.releases.tree.leaves import file_leaf
from shrutik_core.use_cases.releases.seal_release import SIGNATURE, SealRelease
from shrutik_core.use_cases.releases.write_shards import WrittenFile
from shrutik_memory.release_signer import MemoryReleaseSigner, MemorySignatureChecker

FACTS = ReleaseFacts(("bn-read",), (1, "ab" * 32), {"shrutik": "1.2.3"}, {"bn-read": {"votes": 2}}, "https://x/feed")


def text(scene, file):
    with scene.blobs.open(file.key) as stream:
        return stream.read().decode()


def sealed(scene, facts=FACTS):
    release, plan = scene.plan()
    shards = scene.write(release, plan)
    written = [file for shard in shards for file in (shard.archive, shard.manifest)]
    key = release_key(release.id, "splits.jsonl")
    with scene.blobs.open(key) as stream:
        blob = scene.blobs.put(key, [stream.read()])
    leaf = file_leaf("splits.jsonl", blob.size, bytes.fromhex(blob.sha256))
    written.append(WrittenFile(ReleaseFile("splits.jsonl", key, blob.size, blob.sha256, "application/jsonl"), leaf))
    counts = ReleaseCounts(plan.clips, 120_000, plan.shards, 0)
    return release, SealRelease(scene.blobs, MemoryReleaseSigner())(release, written, facts, counts)


def test_a_release_is_sealed_to_the_same_bytes_by_whoever_does_it():
    assert sealed(PlannedReleases())[1] == sealed(PlannedReleases())[1]


def test_every_file_but_what_names_the_list_is_listed():
    scene = PlannedReleases()
    _, made = sealed(scene)
    names = {file.name: file for file in made.files}
    sums = checksums.read_checksums(text(scene, names[checksums.NAME]))
    assert set(names) - set(sums) == {checksums.NAME, SIGNATURE, "provenance.json"}
    assert all(names[name].sha256 == digest for name, digest in sums.items())
    assert made.digest == names[checksums.NAME].sha256


def test_the_signature_is_of_the_list_and_speaks_of_the_root():
    scene = PlannedReleases()
    release, made = sealed(scene)
    names = {file.name: file for file in made.files}
    signature = read_signature(text(scene, names[SIGNATURE]))
    listed = text(scene, names[checksums.NAME]).encode()
    check_signature(listed, signature, [MemoryReleaseSigner().key], MemorySignatureChecker().holds)
    claim = read_claim(signature.comment)
    assert (claim.series, claim.version, claim.root) == (release.name, release.version, made.root)


def test_a_release_says_what_it_is_made_from():
    scene = PlannedReleases()
    release, made = sealed(scene)
    names = {file.name: file for file in made.files}
    told = json.loads(text(scene, names["release.json"]))
    assert told["title"] == release.title
    assert told["predecessor"] == {"version": 1, "root": "ab" * 32}
    assert told["root"] == made.root
    assert told["selection"]["collections"] == ["bn-read"]
    assert told["counts"]["files"] == len(made.files) - 4
    origin = json.loads(text(scene, names["provenance.json"]))
    assert origin["subject"][1]["digest"]["sha256"] == made.digest
    materials = {one["name"]: one["digest"] for one in origin["predicate"]["buildDefinition"]["resolvedDependencies"]}
    assert materials["splits.jsonl"]["sha256"] == names["splits.jsonl"].sha256


def test_another_predecessor_is_another_origin_of_the_same_root():
    one, other = PlannedReleases(), PlannedReleases()
    facts = ReleaseFacts(FACTS.collections, None, FACTS.software, FACTS.parameters)
    first, second = sealed(one)[1], sealed(other, facts)[1]
    assert first.root == second.root
    assert first.digest != second.digest
