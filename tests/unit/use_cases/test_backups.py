"""Back-ups in memory: incremental, whole or not there, honest about what is lost, and the same again when restored."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from backups_scene import Scene
from shrutik_core.backups.places import BACKUPS, OBJECTS
from shrutik_core.backups.retention import Retention
from shrutik_core.shared.errors import Conflict, Invalid, Missing, Unavailable
from shrutik_core.use_cases.backups.backup_faults import BackupFault
from shrutik_core.use_cases.backups.keep_backups import NEWEST, ListBackups
from shrutik_core.use_cases.backups.restore_backup import RestoreBackup
from shrutik_core.use_cases.backups.vault import Vault
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.database_copies import MemoryDatabaseCopies
from shrutik_memory.sealer import MemorySealer


@pytest.fixture
def scene():
    made = Scene()
    for name in ("one", "two", "three"):
        made.record(name)
    return made


def contents(blobs):
    found = {}
    for entry in blobs.list(""):
        with blobs.open(entry.key) as stream:
            found[entry.key] = stream.read()
    return found


def test_what_was_backed_up_is_restored(scene):
    scene.blobs.put("series/x/index", [b"named by nobody"])
    made = scene.create()
    assert (made.backup.rows, made.backup.blobs.count, made.copied.count) == (3, 4, 4)
    database, blobs = scene.restored(made.backup)
    assert database.lines == scene.database.lines
    assert contents(blobs) == contents(scene.blobs)
    verified = scene.verify(made.backup)
    assert (verified.faults, verified.rows, verified.blobs) == ((), 3, made.backup.blobs)


def test_the_second_copies_only_what_is_new(scene):
    scene.create()
    scene.record("four")
    made = scene.create()
    assert (made.backup.blobs.count, made.copied.count) == (4, 1)
    scene.blobs.open = None
    again = scene.create()
    assert (again.backup.blobs.count, again.copied.count) == (4, 0), "nothing was read again"


def test_equal_bytes_lie_once(scene):
    scene.record("copy", b"one")
    made = scene.create()
    assert (made.backup.blobs.count, made.copied.count) == (4, 3)


class DyingError(Exception):
    """Stands for SIGKILL: nothing that follows is done."""


@pytest.mark.parametrize("puts", range(6))
def test_who_dies_leaves_no_half_backup_and_work_that_is_not_done_again(scene, puts):
    stage, staged = scene.store.stage, []

    def dying(largest=None):
        if len(staged) == puts:
            raise DyingError
        staged.append(1)
        return stage(largest)

    scene.store.stage = dying
    with pytest.raises(DyingError):
        scene.create()
    scene.store.stage = stage
    assert list(scene.store.list(BACKUPS)) == []
    objects = {entry.key: entry.stored_at for entry in scene.store.list(OBJECTS)}
    made = scene.create()
    assert scene.verify(made.backup).faults == ()
    after = {entry.key: entry.stored_at for entry in scene.store.list(OBJECTS)}
    assert objects.items() <= after.items(), "what lay there was left as it was"


def test_what_was_withdrawn_meanwhile_is_told_and_is_no_fault(scene):
    key, snapshot = scene.record("taken-back"), scene.database.snapshot

    @contextmanager
    def then_withdrawn():
        with snapshot() as found:
            yield found
        if scene.blobs.exists(key):
            scene.withdraw(key)

    scene.database.snapshot = then_withdrawn
    backup = scene.create().backup
    assert (backup.gone, backup.missing, backup.sound) == ((key,), (), True)
    assert scene.verify(backup).faults == ()


def test_what_is_lost_or_changed_is_told(scene):
    scene.blobs.delete("recordings/one")
    scene.blobs.put("recordings/two", [b"something else"])
    backup = scene.create().backup
    assert (backup.missing, backup.changed, backup.sound) == (("recordings/one",), ("recordings/two",), False)
    assert set(scene.verify(backup).faults) == {
        BackupFault("recordings/one", "missing"),
        BackupFault("recordings/two", "changed"),
    }


def test_every_object_that_is_changed_or_taken_away_is_noticed(scene):
    backup = scene.create().backup
    for entry in list(scene.store.list(OBJECTS)):
        with scene.store.open(entry.key) as stream:
            right = stream.read()
        scene.store.put(entry.key, [right[:-1]])
        assert scene.verify(backup).faults
        scene.store.delete(entry.key)
        assert {one.how for one in scene.verify(backup).faults} == {"missing"}
        scene.store.put(entry.key, [right])
    assert scene.verify(backup).faults == ()


def test_a_damaged_object_is_never_restored(scene):
    backup = scene.create().backup
    sha256 = next(blob.sha256 for blob in scene.database.blobs)
    key = next(entry.key for entry in scene.store.list(OBJECTS) if entry.key.endswith(scene.vault.sealer.name(sha256)))
    scene.store.put(key, [b"x" * 40])
    with pytest.raises(Invalid):
        scene.restored(backup)


def test_what_is_wrong_after_restoring_is_noticed(scene):
    backup = scene.create().backup
    blobs = MemoryBlobStore()
    restore = RestoreBackup(scene.vault, blobs, MemoryDatabaseCopies(), scene.compressor)
    restore.blobs_of(backup)
    blobs.put("recordings/one", [b"oen"])
    with pytest.raises(Unavailable, match="recordings/one"):
        restore.proved(backup)
    blobs.delete("recordings/one")
    with pytest.raises(Unavailable):
        restore.proved(backup)
    assert restore.blobs_of(backup).written.count == 1, "only what is not there is written again"
    assert restore.proved(backup) == backup.blobs


def test_the_list_is_newest_first_and_knows_the_newest(scene):
    ids = [scene.create().backup.id for _ in range(3)]
    listing = ListBackups(scene.vault)
    assert [backup.id for backup in listing()] == ids[::-1]
    assert listing.get(NEWEST).id == ids[-1]
    with pytest.raises(Missing):
        listing.get("20000101T000000.000000Z-00000000")


def test_another_key_is_refused_and_an_empty_vault_told(scene):
    with pytest.raises(Missing):
        ListBackups(scene.vault)()
    scene.create()
    other = Vault(scene.store, MemorySealer("other"))
    with pytest.raises(Conflict, match="give --key"):
        ListBackups(other)()
    scene.vault = other
    with pytest.raises(Conflict):
        scene.create()


def test_pruning_takes_what_is_not_kept_and_what_nobody_names(scene):
    first = scene.create().backup
    scene.withdraw("recordings/one")
    scene.clock.advance(timedelta(days=1))
    second = scene.create().backup
    pruned = scene.prune(Retention(1, 0, 0))
    assert (pruned.backups, pruned.objects > 0) == ((first.id,), True)
    assert [backup.id for backup in ListBackups(scene.vault)()] == [second.id]
    assert scene.verify(second).faults == ()
    assert not any(data[32:] == b"one" for data in contents(scene.store).values())
    assert scene.prune(Retention(1, 0, 0)).objects == 0


def test_pruning_keeps_one_that_lacks_nothing(scene):
    whole = scene.create().backup
    scene.blobs.delete("recordings/one")
    scene.clock.advance(timedelta(days=1))
    lacking = scene.create().backup
    assert scene.prune(Retention(1, 0, 0)).backups == ()
    assert [backup.id for backup in ListBackups(scene.vault)()] == [lacking.id, whole.id]


def test_two_do_not_back_up_at_once(scene):
    with scene.database.alone(), pytest.raises(Conflict) as error:
        scene.create()
    assert error.value.code == "backup_running"
    with scene.database.alone(), pytest.raises(Conflict):
        scene.prune(Retention())


def test_a_damaged_backup_before_holds_nobody_up(scene):
    backup = scene.create().backup
    name = scene.vault.sealer.name(backup.index.sha256)
    scene.store.delete(f"{OBJECTS}{name[:2]}/{name}")
    made = scene.create().backup
    assert scene.verify(made).faults == ()
