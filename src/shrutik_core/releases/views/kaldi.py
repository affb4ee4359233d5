"""Kaldi's data folders, one for each split: sorted as ``LC_ALL=C sort`` does, the speaker before the utterance."""

from collections.abc import Iterator

import attrs

from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import one_line
from shrutik_core.releases.views.sorting import LineSorting, NewSorting
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

FILES = ("wav.scp", "text", "utt2spk", "spk2utt", "utt2dur", "reco2dur")


@attrs.frozen
class _Writing:
    """Utterances are ``<speaker>-<clip>``; each split is sorted by them, and then all its files are written at once."""

    about: ReleaseAbout
    sortings: dict[str, LineSorting]

    def begin(self) -> Pieces:
        return [(f"{split}/{name}", "") for split in self.sortings for name in FILES]

    def add(self, clip: ManifestLine) -> Pieces:
        text = one_line(clip.text or "")
        if text:
            path = f"../{self.about.clips}/{clip.split}/{clip.clip}.{clip.encoding}"
            line = f"{clip.speaker}-{clip.clip}\t{clip.speaker}\t{clip.duration_s!r}\t{path}\t{text}"
            self.sortings[clip.split].add(line)
        return ()

    def close(self) -> Pieces:
        for split, sorting in self.sortings.items():
            yield from _folder(split, sorting)


def _folder(split: str, sorting: LineSorting) -> Iterator[tuple[str, str | None]]:
    scp, text, utt2spk, spk2utt, utt2dur, reco2dur = (f"{split}/{name}" for name in FILES)
    last = None
    for line in sorting.lines():
        utterance, speaker, duration, path, said = line.split("\t")
        yield scp, f"{utterance} {path}\n"
        yield text, f"{utterance} {said}\n"
        yield utt2spk, f"{utterance} {speaker}\n"
        # One line a speaker, as long as they have clips: it is never held.
        before = "" if last is None else "\n"
        yield spk2utt, f" {utterance}" if speaker == last else f"{before}{speaker} {utterance}"
        yield utt2dur, f"{utterance} {duration}\n"
        yield reco2dur, f"{utterance} {duration}\n"
        last = speaker
    if last is not None:
        yield spk2utt, "\n"
    yield from ((f"{split}/{name}", None) for name in FILES)


def kaldi(new_sorting: NewSorting) -> TextView:
    """The view, with what sorts its lines."""
    return TextView(
        name="kaldi",
        description="A data folder for each split (`wav.scp`, `text`, `utt2spk`, …), for Kaldi, ESPnet and kaldiio.",
        media_types=dict.fromkeys(FILES, "text/plain"),
        write=lambda about: _Writing(about, {split: new_sorting() for split in about.splits}),
    )
