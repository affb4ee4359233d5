"""A release's manifest that a test made up, and what views write of it."""

import zlib

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from manifest_clips import TEXTS, clips
from shrutik_core.releases.views.view import ReleaseAbout
from shrutik_core.releases.views.writing import write_views

SPLITS = ("train", "dev", "test")
SOME = settings(max_examples=40)
"""Releases are large to make up: so many of them, with some ten texts each."""
HARD = st.sampled_from(
    [
        *(
            "",
            "=1+1",
            "+8801",
            "-5",
            "@me",
            "'",
            "'=1",
            "'=1'",
            "\t=",
            '"',
            '""',
            'say "no"',
            '"so',
            "a\tb",
            "a\nb",
            "\r",
        ),
        *("\r", "a\r\nb", "a,b", "a|b", "\\", "\\n", "#", "{}", " lead", "trail ", "NA", "null", "0", "১২৩"),
        *("\u200fعربي", "👩🏽\u200d🚀", "\ufeffx", "ক\u2028খ", "আমি গান গাই " * 400),
    ]
)
"""Texts that something stumbles over, each by itself."""


@attrs.frozen
class Written:
    """What came of it: by name the bytes, unpacked."""

    files: dict[str, bytes]

    def text(self, name):
        return self.files[name].decode()

    def lines(self, name):
        """Without line ends; a file ends with one."""
        *lines, last = self.text(name).split("\n")
        assert last == ""
        return lines


@attrs.define
class MemoryFile:
    """A file that knows whether it was ended."""

    data: bytes = b""
    closed: bool = False

    def write(self, data):
        assert not self.closed
        self.data += data

    def close(self):
        assert not self.closed
        self.closed = True


@attrs.define
class MemorySink:
    """Files by name, and how many were open at once."""

    files: dict[str, MemoryFile] = attrs.Factory(dict)
    most_open: int = 0

    def create(self, name):
        assert name not in self.files
        self.files[name] = MemoryFile()
        self.most_open = max(self.most_open, sum(not file.closed for file in self.files.values()))
        return self.files[name]


@attrs.frozen
class Release:
    """Its lines, in their order, and what is known of it."""

    about: ReleaseAbout
    clips: list

    @property
    def kept(self):
        """Those that were not withdrawn."""
        return [clip for clip in self.clips if not clip.withdrawn]

    def of(self, split):
        return [clip for clip in self.clips if clip.split == split]

    def written(self, *views, about=None):
        """The files of views, without the folder that they stand in."""
        sink = MemorySink()
        count = write_views(self.clips, views, about or self.about, sink, lambda _: "")
        assert count == len(self.clips)
        assert all(file.closed for file in sink.files.values())
        return Written({name: unpacked(name, file.data) for name, file in sink.files.items()})


def unpacked(name, data):
    return zlib.decompress(data, wbits=31) if name.endswith(".gz") else data


def release(found, per_shard=2):
    """Clips laid into shards, in the order of a manifest."""
    ordered, shards = [], {}
    for split in SPLITS:
        those = sorted((clip for clip in found if clip.split == split), key=lambda clip: clip.clip)
        names = [f"{split}-{place // per_shard:05}" for place in range(len(those))]
        shards[split] = tuple(dict.fromkeys(names))
        ordered += [replace(clip, shard=name) for clip, name in zip(those, names, strict=True)]
    return Release(ReleaseAbout("bn-read-v2", shards), ordered)


@st.composite
def releases(draw, texts=HARD | TEXTS, withdrawn=True, most=5, **fixed):
    """A release: one clip or several, of one speaker or many, some withdrawn."""
    found = draw(st.lists(clips(texts, **fixed), min_size=1, max_size=most, unique_by=lambda clip: clip.clip))
    if draw(st.booleans()):
        found = [replace(clip, speaker=found[0].speaker) for clip in found]
    gone = draw(st.sets(st.integers(0, most), max_size=2)) if withdrawn else set()
    return release([clip.without_voice() if place in gone else clip for place, clip in enumerate(found)])
