"""JSON Lines: an object for each clip, a file for each split, every key in every line."""

from shrutik_core.people.traits import Trait
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.quoting import json_number, json_text, json_word
from shrutik_core.releases.views.view import Pieces, ReleaseAbout, TextView

_TRUTH = ("false", "true")
_TRAITS = tuple((str(trait), f',"{trait}":') for trait in Trait)


def fields(clip: ManifestLine) -> str:
    """What is told of a clip beside its path, as the inside of a JSON object, from ``text`` on."""
    c = clip
    traits = "".join([key + json_word(c.traits.get(name)) for name, key in _TRAITS])
    flags = ",".join([f'"{flag}"' for flag in c.flags])
    return (
        f'"text":{json_text(c.text)},"duration":{c.duration_s!r},"clip":"{c.clip}","split":"{c.split}",'
        f'"speaker":"{c.speaker}","language":{json_word(c.language)},"text_normalised":{json_text(c.text_normalised)},'
        f'"prompt":{json_text(c.prompt)},"sample_rate_hz":{c.sample_rate_hz},"num_samples":{c.num_samples}{traits},'
        f'"confidence":{c.confidence!r},"expected_wer":{json_number(c.expected_wer)},"decision":"{c.decision}",'
        f'"votes":{len(c.votes)},"licence":{json_word(c.licence)},"recorded_on":"{c.recorded_on}","flags":[{flags}],'
        f'"withdrawn":{_TRUTH[c.withdrawn]}'
    )


class _Writing:
    """A line for each clip."""

    def __init__(self, about: ReleaseAbout) -> None:
        self._about = about
        self._files = {split: f"{split}.jsonl" for split in about.splits}

    def begin(self) -> Pieces:
        return [(name, "") for name in self._files.values()]

    def add(self, clip: ManifestLine) -> Pieces:
        path = f"{self._about.clips}/{clip.split}/{clip.clip}.{clip.encoding}"
        return ((self._files[clip.split], f'{{"audio":"{path}",{fields(clip)}}}\n'),)

    def close(self) -> Pieces:
        return ()


JSONL = TextView(
    name="jsonl",
    description="JSON Lines with `audio`, `text` and `duration`, the names that most speech toolkits look for.",
    media_types={".jsonl": "application/jsonl"},
    write=_Writing,
    keeps_blank=True,
)
