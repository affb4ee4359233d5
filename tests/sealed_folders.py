"""Releases that are built, sealed and signed like real ones, as folders on disk: what their readers download."""

import hashlib
from datetime import UTC, datetime, timedelta

import attrs

from planned_releases import RATE, SALT, PlannedReleases, settled
from shrutik_core.releases.feed.feed import next_row, write_feed
from shrutik_core.releases.feed.head import FeedHead, sign_head, write_signed_head
from shrutik_core.releases.feed.row import FeedTip
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_core.releases.pseudonym import Pseudonyms
from shrutik_core.releases.release import ReleaseFile, release_key
from shrutik_core.releases.release_json import ReleaseCounts, ReleaseFacts
from shrutik_core.releases.shards.sound_shape import MeasuredClip, SoundShape
from shrutik_core.releases.signing.release_key import ReleaseKey, ReleaseSecret
from shrutik_core.releases.stats.release_count import count
from shrutik_core.releases.stats.stats_json import NAME as STATS
from shrutik_core.releases.stats.stats_json import write_stats
from shrutik_core.releases.tree.leaves import file_leaf
from shrutik_core.releases.views.sound import SoundForm
from shrutik_core.releases.views.view import ReleaseAbout, shards_by_split
from shrutik_core.releases.views.writing import write_views
from shrutik_core.releases.withdrawn_clip import WithdrawalReason
from shrutik_core.shared.spans import Span
from shrutik_core.testing.builders import a_chunk
from shrutik_core.testing.scenes import keep
from shrutik_core.use_cases.releases.seal_release import SealRelease
from shrutik_core.use_cases.releases.write_shards import WriteShards, WrittenFile
from shrutik_datasets.view_catalogue import sound_views, text_views
from shrutik_datasets.zstandard_compressor import ZstandardCompressor
from shrutik_memory.work_pool import MemoryWorkPool
from shrutik_system.release_signer import Ed25519ReleaseSigner, public_half
from sounds_scene import flac, tone
from views_scene import MemorySink

SECONDS = 0.1
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FACTS = ReleaseFacts(("bn-read",), None, {"shrutik": "1.2.3"}, {"bn-read": {"votes": 2}}, "https://example.org/feed")


def signer(number=7):
    """Signs with a real key."""
    seed = bytes([number]) * 32
    return Ed25519ReleaseSigner(ReleaseSecret(ReleaseKey(bytes([number]) * 8, public_half(seed)), seed))


SIGNER = signer()


@attrs.define
class SealedFolders(PlannedReleases):
    """Speakers whose clips are tones of a tenth of a second."""

    compressor: ZstandardCompressor = attrs.field(factory=ZstandardCompressor, init=False)

    def _say(self, speaker, number, collection):
        sound = flac(tone(number % 90, RATE, SECONDS), RATE)
        samples = round(RATE * SECONDS)
        blob = self.blobs.put(f"clips/{number}.flac", [sound])
        text = f'কথা "{number}", আর\tকিছু'
        chunk = settled(speaker, number, collection, text=text, audio=blob, span=Span(0, samples))
        keep(self.units, chunk)
        pcm = hashlib.sha256(sound).hexdigest()
        with self.units() as work:
            work.clip_measures.keep({chunk.id: MeasuredClip(SoundShape(RATE, 1, 16, samples), pcm)})
            work.commit()

    def lay_out(
        self,
        folder,
        version=1,
        views=("jsonl", "csv", "kaldi", "lhotse", "webdataset", "parquet"),
        facts=FACTS,
        spoil=None,
        **wish,
    ):
        """The sealed release as a folder; its title's version is given back with what was planned."""
        release, plan = self.plan(version, **wish)
        pool = MemoryWorkPool()
        shards = list(
            WriteShards(self.units, self.blobs, self.compressor, pool)(
                release, self.planned(release), self.facts(release, plan)
            )
        )
        written = [file for shard in shards for file in (shard.archive, shard.manifest)]
        lines = [line for shard in shards for line in self._lines(shard)]
        lines.sort(key=lambda line: (line.split, line.shard))
        written += self._beside(release, lines, views)
        # What a builder with a fault would seal.
        written = [self._spoilt(release, one, spoil) for one in written]
        milliseconds = round(sum(1_000 * line.duration_s for line in lines if not line.blank))
        counts = ReleaseCounts(plan.clips, milliseconds, plan.shards, 0)
        sealed = SealRelease(self.blobs, SIGNER)(release, written, facts, counts)
        for file in sealed.files:
            (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
            with self.blobs.open(file.key) as stream:
                (folder / file.name).write_bytes(stream.read())
        return sealed

    def _lines(self, shard):
        with self.blobs.open(shard.manifest.file.key) as stream:
            texts = b"".join(self.compressor.unpack([stream.read()])).decode().splitlines()
        return list(map(read_line, texts))

    def _beside(self, release, lines, views):
        sink = MemorySink()
        made = [view for name, view in text_views().items() if name in views]
        made += [view for name, view in self._sounding(release, lines).items() if f"{name} with sound" in views]
        names = dict.fromkeys(line.shard for line in lines)
        write_views(lines, made, ReleaseAbout(release.title, shards_by_split(names)), sink)
        with self.blobs.open(release_key(release.id, "splits.jsonl")) as stream:
            texts = {"splits.jsonl": stream.read(), STATS: write_stats(count(lines).stats()).encode()}
        texts["README.md"] = f"# {release.title}\n".encode()
        texts |= {name: bytes(file.data) for name, file in sink.files.items()}
        for name, data in texts.items():
            blob = self.blobs.put(release_key(release.id, name), [data])
            file = ReleaseFile(name, blob.key, blob.size, blob.sha256, "text/plain")
            yield WrittenFile(file, file_leaf(name, blob.size, bytes.fromhex(blob.sha256)))

    def _spoilt(self, release, one, spoil):
        name = one.file.name
        if name not in (spoil or {}):
            return one
        with self.blobs.open(one.file.key) as stream:
            data = spoil[name](stream.read())
        blob = self.blobs.put(release_key(release.id, name), [data])
        file = ReleaseFile(name, blob.key, blob.size, blob.sha256, "text/plain")
        return WrittenFile(file, file_leaf(name, blob.size, bytes.fromhex(blob.sha256)))

    def _sounding(self, release, lines):
        """Views with their sound, as it was recorded."""
        held = {}
        for shard in dict.fromkeys(line.shard for line in lines):
            with self.blobs.open(release_key(release.id, f"shards/{shard}.tar")) as stream:
                held[shard] = stream.read()

        def open_clip(line):
            return held[line.shard][line.offset_bytes :][: line.size_bytes]

        return sound_views(open_clip, SoundForm.AS_RECORDED)

    def clip_of(self, number):
        """The pseudonym of a clip."""
        return Pseudonyms("bn-read", SALT).clip(a_chunk(number).id)


def write_feed_file(path, clips, versions=(1,), *, reasons=None, version=1, now=NOW, by=SIGNER, series="bn-read"):
    """A signed feed in which these clips are withdrawn, one row each."""
    rows, tip = [], FeedTip()
    for place, clip in enumerate(clips):
        reason = (reasons or {}).get(place, WithdrawalReason.RECORDING)
        rows.append(next_row(tip, now, series, clip, versions, reason))
        tip = rows[-1].tip
    head = FeedHead(series, tip, version, now, now + timedelta(days=30))
    signed = sign_head(head, by.key, by.sign)
    path.write_text(write_feed(rows), "utf-8")
    path.with_name(f"{path.name}.head").write_text(write_signed_head(signed), "utf-8")
    return path
