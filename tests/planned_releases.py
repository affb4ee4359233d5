"""A store with clips of many speakers, and releases of them as far as they are planned and written."""

import hashlib

import attrs

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.people.contributor import ContributorStatus
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import ReleaseStatus
from shrutik_core.releases.series_index import index_key, ledger_key
from shrutik_core.releases.shards.silence import silent_flac
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import (
    a_chunk,
    a_collection,
    a_consent,
    a_contributor,
    a_prompt,
    a_recording,
    a_release,
    a_selection,
    a_speaker,
    a_withdrawal,
)
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.releases.plan_release import INDEX, PlanRelease
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.preview_release import preview_of
from shrutik_core.use_cases.releases.text_blobs import lines_in, put_lines
from shrutik_core.use_cases.releases.write_shards import WriteShards
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.compressor import MemoryCompressor
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork
from shrutik_memory.work_pool import MemoryWorkPool

SALT = b"a salt of the installation"
RATE = 16_000
NOW = a_release().created_at


def settled(speaker, number, collection=1, **changes):
    """A clip that may go out, of a speaker's recording of a collection."""
    recording = _recording(speaker, collection)
    about = {"speaker": recording.speaker, "collection": recording.collection, "recording": recording.id}
    judged = {"status": ChunkStatus.SETTLED, "confidence": 0.9, "settled_by": Settler.CONSENSUS}
    return a_chunk(number, **about, **judged, sample_rate=RATE, **changes)


def _recording(speaker, collection):
    number = speaker if collection == 1 else 1_000 + speaker
    whose = {"speaker": a_speaker(speaker).id, "contributor": a_contributor(speaker).id}
    return a_recording(number, collection=a_collection(collection).id, **whose)


def _consents(speaker):
    for collection in (1, 2):
        number = speaker if collection == 1 else 1_000 + speaker
        yield a_consent(number, speaker=a_speaker(speaker).id, collection=a_collection(collection).id)


@attrs.define
class PlannedReleases:
    """Speakers from 1 on, each with so many clips of a second or more, all of them measured."""

    speakers: int = 40
    clips: int = 3
    units: MemoryUnitsOfWork = attrs.field(factory=lambda: MemoryUnitsOfWork(MemoryStore()), init=False)
    blobs: MemoryBlobStore = attrs.field(factory=MemoryBlobStore, init=False)

    def __attrs_post_init__(self):
        set_stage(self.units, people=self.speakers)
        numbers = range(1, self.speakers + 1)
        keep(self.units, *[consent for number in numbers for consent in _consents(number)])
        sent = [_recording(number, collection) for number in numbers for collection in (1, 2)]
        keep(self.units, *sent[1:])
        for speaker in range(1, self.speakers + 1):
            self.say(speaker, self.clips)

    def say(self, speaker, clips, first=0, collection=1):
        """More clips of a speaker."""
        for index in range(first, first + clips):
            self._say(speaker, speaker * 100 + index, collection)

    def _say(self, speaker, number, collection):
        samples = RATE + 160 * (number % 50)
        # A byte of its own tells it from the silence that takes its place.
        sound = silent_flac(1_999 + number, RATE, 1, 16, samples) + b"\1"
        blob = self.blobs.put(f"clips/{number}.flac", [sound])
        chunk = settled(speaker, number, collection, text=f"কথা {number}", audio=blob, span=Span(0, samples))
        keep(self.units, chunk)
        measured = MeasuredClip(SoundShape(RATE, 1, 16, samples), hashlib.sha256(bytes(2 * samples)).hexdigest())
        with self.units() as work:
            work.clip_measures.keep({chunk.id: measured})
            work.commit()

    def read(self, *prompts):
        """Speaker by speaker one of these texts is read, in turn."""
        texts = [a_prompt(number, text=text) for number, text in enumerate(prompts, start=1)]
        keep(self.units, *texts)
        with self.units() as work:
            for speaker in range(1, self.speakers + 1):
                recording = _recording(speaker, 1)
                work.recordings.save(attrs.evolve(recording, prompt=texts[speaker % len(texts)].id))
            work.commit()

    def withdraw(self, speaker):
        """The speaker takes all of their clips back."""
        with self.units() as work:
            for consent in _consents(speaker):
                work.consents.save(consent.withdraw(NOW))
            gone = [_recording(speaker, collection).id for collection in (1, 2)]
            work.withdrawal_feed.tell(a_withdrawal(speaker).id, gone, WithdrawalReason.PURPOSE, NOW)
            work.commit()

    def undo(self, speaker):
        """The speaker lets them go out again."""
        with self.units() as work:
            for consent in _consents(speaker):
                work.consents.save(consent)
            work.withdrawal_feed.take_back(a_withdrawal(speaker).id, NOW)
            work.commit()

    def disable(self, speaker):
        """Nothing that the account sent goes out any more."""
        with self.units() as work:
            work.contributors.save(a_contributor(speaker, status=ContributorStatus.DISABLED))
            work.commit()

    def plan(self, version=1, **changes):
        """The release, and its plan after that of the version before it."""
        release = a_release(version, **changes)
        with self.units() as work:
            if work.releases.find(release.id) is None:
                work.releases.add(release)
            work.commit()
        return release, PlanRelease(self.units, self.blobs, SALT)(release, self.before(version))

    def preview(self, version=1, selection=None):
        """What the release would hold."""
        before, names = self.before(version), Pseudonyms("bn-read", SALT)
        with self.units() as work:
            return preview_of(work, selection or a_selection(), before, names)

    def before(self, version):
        """What the version before one left."""
        with self.units() as work:
            series = tuple(one for one in work.releases.series("bn-read") if one.version < version)
        return attrs.evolve(Predecessor.of(self.blobs, "bn-read", version - 1), releases=series)

    def planned(self, release):
        """Its shards."""
        return list(PlanRelease(self.units, self.blobs, SALT).shards(release))

    def leave(self, release):
        """Keep of a version what the next one goes on from."""
        key = f"releases/{release.id}"
        with self.units() as work:
            kept = work.releases.find(release.id)
            work.releases.save(attrs.evolve(kept, status=ReleaseStatus.READY))
            work.commit()
        put_lines(self.blobs, index_key(release.name, release.version), lines_in(self.blobs, f"{key}/{INDEX}"))
        put_lines(self.blobs, ledger_key(release.name, release.version), lines_in(self.blobs, f"{key}/splits.jsonl"))

    def facts(self, release, plan):
        """What all lines of its manifest share."""
        return plan.facts(release, Pseudonyms(release.name, SALT))

    def write(self, release, plan, pool=None):
        """Its shards, written."""
        write = WriteShards(self.units, self.blobs, MemoryCompressor(), pool or MemoryWorkPool())
        return list(write(release, self.planned(release), self.facts(release, plan)))

    def lines(self, written):
        """The lines of a manifest, as text."""
        with self.blobs.open(written.manifest.file.key) as stream:
            return b"".join(MemoryCompressor().unpack([stream.read()])).decode().splitlines()
