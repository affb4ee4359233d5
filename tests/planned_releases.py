"""A store with clips of many speakers, and releases of them as far as they are planned and written."""

import hashlib

import attrs

from shrutik_core.chunking.chunk import ChunkStatus, Settler
from shrutik_core.releases.manifest.making import ManifestFacts
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.series_index import index_key, ledger_key
from shrutik_core.releases.shards.silence import silent_flac
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import a_chunk, a_consent, a_release, a_speaker
from shrutik_core.testing.scenes import keep, set_stage
from shrutik_core.use_cases.releases.plan_release import INDEX, PlanRelease
from shrutik_core.use_cases.releases.predecessor import Predecessor
from shrutik_core.use_cases.releases.text_blobs import lines_in, put_lines
from shrutik_core.use_cases.releases.write_shards import WriteShards
from shrutik_memory.blob_store import MemoryBlobStore
from shrutik_memory.compressor import MemoryCompressor
from shrutik_memory.store import MemoryStore
from shrutik_memory.unit_of_work import MemoryUnitsOfWork
from shrutik_memory.work_pool import MemoryWorkPool

SALT = b"a salt of the installation"
RATE = 16_000


@attrs.define
class PlannedReleases:
    """Speakers from 1 on, each with so many clips of a second or more, all of them measured."""

    speakers: int = 40
    clips: int = 3
    units: MemoryUnitsOfWork = attrs.field(factory=lambda: MemoryUnitsOfWork(MemoryStore()), init=False)
    blobs: MemoryBlobStore = attrs.field(factory=MemoryBlobStore, init=False)

    def __attrs_post_init__(self):
        set_stage(self.units, people=self.speakers)
        keep(self.units, *[a_consent(number, speaker=a_speaker(number).id) for number in range(1, self.speakers + 1)])
        for speaker in range(1, self.speakers + 1):
            self.say(speaker, self.clips)

    def say(self, speaker, clips, first=0):
        """More clips of a speaker."""
        for index in range(first, first + clips):
            self._say(speaker, speaker * 100 + index)

    def _say(self, speaker, number):
        samples = RATE + 160 * (number % 50)
        sound = silent_flac(2_000 + number, RATE, 1, 16, samples)
        blob = self.blobs.put(f"clips/{number}.flac", [sound])
        settled = {"text": f"কথা {number}", "confidence": 0.9, "settled_by": Settler.CONSENSUS}
        chunk = a_chunk(number, status=ChunkStatus.SETTLED, speaker=a_speaker(speaker).id, audio=blob, **settled)
        keep(self.units, attrs.evolve(chunk, span=Span(0, samples), sample_rate=RATE))
        measured = MeasuredClip(SoundShape(RATE, 1, 16, samples), hashlib.sha256(bytes(2 * samples)).hexdigest())
        with self.units() as work:
            work.clip_measures.keep({chunk.id: measured})
            work.commit()

    def withdraw(self, speaker):
        """The speaker takes all of their clips back."""
        with self.units() as work:
            work.consents.save(a_consent(speaker, speaker=a_speaker(speaker).id).withdraw(a_release().created_at))
            work.commit()

    def plan(self, version=1, **changes):
        """The release, and its plan after that of the version before it."""
        release = a_release(version, **changes)
        with self.units() as work:
            if work.releases.find(release.id) is None:
                work.releases.add(release)
            work.commit()
        before = Predecessor.of(self.blobs, release.name, version - 1)
        return release, PlanRelease(self.units, self.blobs, SALT)(release, before)

    def planned(self, release):
        """Its shards."""
        return list(PlanRelease(self.units, self.blobs, SALT).shards(release))

    def leave(self, release):
        """Keep of a version what the next one goes on from."""
        key = f"releases/{release.id}"
        put_lines(self.blobs, index_key(release.name, release.version), lines_in(self.blobs, f"{key}/{INDEX}"))
        put_lines(self.blobs, ledger_key(release.name, release.version), lines_in(self.blobs, f"{key}/splits.jsonl"))

    def facts(self, release, plan):
        """What all lines of its manifest share."""
        names = Pseudonyms(release.name, SALT)
        return ManifestFacts(release.name, release.version, names, plan.few_speakers, plan.added_to_test)

    def write(self, release, plan, pool=None):
        """Its shards, written."""
        write = WriteShards(self.units, self.blobs, MemoryCompressor(), pool or MemoryWorkPool())
        return list(write(release, self.planned(release), self.facts(release, plan)))

    def lines(self, written):
        """The lines of a manifest, as text."""
        with self.blobs.open(written.manifest.file.key) as stream:
            return b"".join(MemoryCompressor().unpack([stream.read()])).decode().splitlines()
