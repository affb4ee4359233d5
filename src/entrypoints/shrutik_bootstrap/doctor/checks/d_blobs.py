"""Blobs: their bucket, those that rows name and that are not there, and those that are there and that no row names."""

import hashlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from uuid import UUID

from shrutik_bootstrap.blob_stores import rewrapping
from shrutik_bootstrap.doctor.finding import HealthCheck, Observation, green, red, yellow
from shrutik_bootstrap.doctor.patient import Patient
from shrutik_core.backups.blob_index import NamedBlob
from shrutik_core.ports.blob_store import BlobEntry, BlobStore
from shrutik_core.recordings.upload import UPLOADS
from shrutik_core.shared.errors import Invalid, Missing, Unavailable
from shrutik_core.shared.ids import parse_id
from shrutik_core.use_cases.backups.vault import blocks_of
from shrutik_core.use_cases.jobs.clean_up import ORPHANS_TO
from shrutik_encryption.blob_store import ENCRYPTED

SAMPLE = 200
"""Of recordings, and of clips, that are looked for unless all are."""
SLOW_SECONDS = 0.5
"""Above this, everybody who listens waits."""
_NOBODYS = "doctor/looks"
_LISTED, _BATCH, _TOLD = 2_000, 1_000, 5
_RECORDINGS = "recordings/"
_KINDS = (_RECORDINGS, "releases/", "series/", "prompts/", "consents/", "recorded-consents/", UPLOADS)
_PUT_BACK = "put blob-keys.json back from a back-up, with all of its keys"


class BucketCheck(HealthCheck):
    """Whether the bucket answers, lets us in, and how soon it answers."""

    name = "bucket"
    seconds = 60.0

    def wanted(self, patient: Patient) -> bool:
        """See `HealthCheck.wanted`."""
        return patient.settings.blobs_url is not None

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        blobs = patient.blobs
        try:
            # Of a bucket that is not there a single blob is said to be missing, as of any other.
            next(blobs.list(""), None)
            started = time.perf_counter()
            blobs.exists(_NOBODYS)
        except Unavailable as error:
            yield red(error.detail, "see SHRUTIK_BLOBS_URL and that server, then look again", code=error.code)
            return
        seconds = time.perf_counter() - started
        told = f"it answers after {seconds * 1_000:.0f} ms"
        if seconds > SLOW_SECONDS:
            yield yellow(told, "bring it nearer, or find out what it is busy with", seconds=seconds)
        else:
            yield green(told, seconds=seconds)


class MissingBlobsCheck(HealthCheck):
    """Whether blobs that rows name are there; with ``--deep`` all of them, with the right bytes."""

    name = "missing blobs"
    needs_database = True
    seconds = 60.0

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        started, looked = time.perf_counter(), 0
        missing, changed = [], []
        for blob in patient.database.named(None if patient.is_deep else SAMPLE):
            looked += 1
            if not patient.blobs.exists(blob.key):
                missing.append(blob.key)
            elif patient.is_deep and _differs(patient.blobs, blob):
                changed.append(blob.key)
        seconds = time.perf_counter() - started
        figures = {"looked": looked, "missing": missing[:_BATCH], "changed": changed[:_BATCH], "seconds": seconds}
        kind = "all" if patient.is_deep else "a sample of"
        if missing or changed:
            told = f"of {kind} {looked} blobs, {len(missing)} are missing and {len(changed)} changed"
            keys = ", ".join([*missing, *changed][:_TOLD])
            yield red(f"{told}: {keys}", "restore a back-up beside this and copy them from its blobs", **figures)
        else:
            yield green(f"none of {kind} {looked} blobs, looked at in {seconds:.2f} s", **figures)


class OrphanedBlobsCheck(HealthCheck):
    """Blobs of recordings that are not there, older than those that the sweep leaves alone."""

    name = "orphaned blobs"
    needs_database = True
    seconds = 60.0

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        swept, looked = datetime.now(UTC) - 2 * ORPHANS_TO, 0
        orphans: list[str] = []
        listed = patient.blobs.list(_RECORDINGS)
        for group in _groups(listed if patient.is_deep else islice(listed, _LISTED)):
            looked += len(group)
            owners = {entry.key: owner for entry in group if entry.stored_at < swept and (owner := _owner(entry.key))}
            there = patient.database.recordings_among(set(owners.values()))
            orphans += [key for key, owner in owners.items() if owner not in there]
        figures = {"looked": looked, "orphans": orphans[:_BATCH]}
        if orphans:
            told = f"{len(orphans)} of {looked}: {', '.join(orphans[:_TOLD])}"
            yield yellow(told, "the service sweeps them up within three days; delete those that stay longer", **figures)
        else:
            yield green(f"none of {looked} that were looked at", **figures)


class BlobKeysCheck(HealthCheck):
    """How many encrypted blobs still need an old key, and how many lie there in plain; with ``--deep`` of all."""

    name = "keys of blobs"
    seconds = 60.0

    def look(self, patient: Patient) -> Iterator[Observation]:
        """See `HealthCheck.look`."""
        wrapped = rewrapping(patient.blobs)
        if wrapped is None:
            yield _without_keys(patient)
            return
        most = None if patient.is_deep else SAMPLE
        yield from _in_plain(wrapped.inner, most)
        seen, keys = wrapped.count(most), len(wrapped.keyring.keys)
        figures = {"looked": seen.looked, "old": seen.old, "strange": seen.strange, "keys": keys}
        if seen.strange:
            told = f"of {seen.looked} blobs, {seen.strange} are damaged, or their key is not here"
            yield red(told, _PUT_BACK, **figures)
        elif seen.old:
            told = f"{seen.old} of {seen.looked} blobs that were looked at need an old key"
            yield yellow(told, "run `shrutik keys rewrap-blobs`, or wait: relays do it over time", **figures)
        elif keys > 1:
            told = f"none of {seen.looked} blobs that were looked at needs an old key"
            yield yellow(told, "`shrutik keys retire-blobs` looks at all of them, and forgets old keys", **figures)
        else:
            yield green(f"one key, which {seen.looked} blobs that were looked at need", **figures)


def _without_keys(patient: Patient) -> Observation:
    if next(patient.blobs.list(ENCRYPTED), None) is not None:
        return red("there are encrypted blobs, but no keys for them", _PUT_BACK)
    if patient.settings.encrypt_blobs:
        advice = "the first process makes them; if this machine joins others, let SHRUTIK_KEYS name their folder"
        return yellow("encryption is switched on, but there are no keys yet", advice)
    return green("blobs are not encrypted")


def _in_plain(kept: BlobStore, most: int | None) -> Iterator[Observation]:
    """What was stored before there were keys: keys encrypt what comes after them, and nothing else."""
    # A listing of all would go through what is encrypted, of which there may be millions, before it came to the rest.
    listed = chain.from_iterable(kept.list(prefix) for prefix in (("",) if most is None else _KINDS))
    plain = sum(1 for _ in islice((one for one in listed if not one.key.startswith(ENCRYPTED)), most))
    if plain:
        told = f"{plain}{' or more' if plain == most else ''} blobs are not encrypted, from before there were keys"
        advice = "restore a back-up into a new place with SHRUTIK_ENCRYPT_BLOBS=true: that stores all of them encrypted"
        yield yellow(told, advice, plain=plain)


def _owner(key: str) -> UUID | None:
    """The recording that a blob is of; None for a key that no upload makes."""
    try:
        return parse_id(key.split("/")[1])
    except Invalid:
        return None


def _groups(entries: Iterator[BlobEntry]) -> Iterator[list[BlobEntry]]:
    while group := list(islice(entries, _BATCH)):
        yield group


def _differs(blobs: BlobStore, blob: NamedBlob) -> bool:
    if blob.sha256 is None:
        return False
    digest = hashlib.sha256()
    try:
        with blobs.open(blob.key) as stream:
            for block in blocks_of(stream.read):
                digest.update(block)
    except Missing:  # deleted since it was looked for
        return False
    return digest.hexdigest() != blob.sha256


CHECKS = (BucketCheck, MissingBlobsCheck, OrphanedBlobsCheck, BlobKeysCheck)
