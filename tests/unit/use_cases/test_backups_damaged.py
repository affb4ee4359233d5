"""Objects of back-ups that are damaged: named, copied anew by the next back-up, left out by who restores all else."""

import pytest

from backups_scene import Scene
from shrutik_core.backups.places import DAMAGED
from shrutik_core.backups.retention import Retention
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.use_cases.backups.backup_faults import BackupFault
from shrutik_core.use_cases.backups.restore_backup import RestoreBackup
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.database_copies import MemoryDatabaseCopies


@pytest.fixture
def scene():
    made = Scene()
    for name in ("one", "two", "three"):
        made.record(name)
    return made


def marks(scene):
    return list(scene.store.list(DAMAGED))


def restoring(scene):
    return RestoreBackup(scene.vault, MemoryBlobStore(), MemoryDatabaseCopies(), scene.compressor)


def test_a_damaged_blob_is_named_with_its_place_and_the_next_back_up_heals_it(scene):
    backup = scene.create().backup
    place = scene.damage(scene.database.blobs[0].sha256)
    found = scene.verify(backup)
    assert (found.faults, found.marked) == ((BackupFault("recordings/one", "changed", place),), 1)
    made = scene.create()
    assert made.copied.count == 1
    for one in (backup, made.backup):
        assert scene.verify(one).faults == ()
    assert marks(scene) == []


def test_every_damaged_object_of_an_installation_that_stays_as_it_is_heals(scene):
    backup = scene.create().backup
    for one in [*backup.objects(), *scene.database.blobs]:
        place = scene.damage(one.sha256)
        assert place in {fault.place for fault in scene.verify(backup).faults}
        scene.create()
        # Secrets and rows are the same in the next one, and lists of blobs, too.
        assert scene.verify(backup).faults == ()
    assert marks(scene) == []


def test_what_is_marked_while_a_back_up_is_made_stays_marked(scene):
    backup, sha256, snapshot = scene.create().backup, scene.database.blobs[0].sha256, scene.database.snapshot

    def meanwhile():
        scene.damage(sha256)
        scene.verify(backup)
        scene.database.snapshot = snapshot
        return snapshot()

    scene.database.snapshot = meanwhile
    scene.create()
    assert len(marks(scene)) == 1
    assert scene.verify(scene.create().backup).faults == ()


def test_a_mark_goes_with_its_object(scene):
    first = scene.create().backup
    scene.damage(scene.database.blobs[0].sha256)
    scene.withdraw("recordings/one")
    scene.verify(first)
    scene.create()
    assert len(marks(scene)) == 1, "what it held is not there any more"
    scene.prune(Retention(1, 0, 0))
    assert marks(scene) == []


def test_who_may_not_write_there_finds_it_all_the_same(scene):
    backup = scene.create().backup
    place = scene.damage(scene.database.blobs[0].sha256)

    def refuse(key, parts):
        raise Unavailable("blob_store_unavailable", "read only")

    scene.store.put = refuse
    found = scene.verify(backup)
    assert ([fault.place for fault in found.faults], found.marked) == ([place], 0)


def test_one_damaged_blob_keeps_nobody_from_the_others(scene):
    backup = scene.create().backup
    places = [scene.damage(scene.database.blobs[0].sha256), scene.place_of(scene.database.blobs[1].sha256)]
    scene.store.delete(places[1])
    restore = restoring(scene)
    with pytest.raises(Invalid, match=r"recordings/one.*--without-damaged"):
        restore.blobs_of(backup)
    done = restore.blobs_of(backup, without_damaged=True)
    assert set(done.lost) == {
        BackupFault("recordings/one", "changed", places[0]),
        BackupFault("recordings/two", "missing", places[1]),
    }
    assert done.written.count == 1
    assert restore.proved(backup, {one.what for one in done.lost}).count == 1
    with pytest.raises(Unavailable):
        restore.proved(backup)


def test_the_list_of_blobs_itself_is_not_done_without(scene):
    backup = scene.create().backup
    scene.damage(backup.index.sha256)
    with pytest.raises(Invalid):
        restoring(scene).blobs_of(backup, without_damaged=True)
