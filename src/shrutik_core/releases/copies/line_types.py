"""Whether the values of a manifest's line are of the types that they must have; a reader trusts no file before."""

from collections.abc import Iterable, Mapping

from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote

_TEXTS = (
    *("clip", "release", "first_release", "split", "shard", "sha256", "pcm_sha256", "encoding", "language"),
    *("collection", "licence", "consent_version", "speaker", "recording", "recorded_on", "decision"),
)
_PERHAPS_TEXTS = ("text", "text_normalised", "prompt", "method")
_COUNTS = (
    *("offset_bytes", "size_bytes", "sample_rate_hz", "channels", "bits_per_sample", "num_samples"),
    *("index", "start_sample", "end_sample"),
)
_NUMBER, _TEXT, _NOTHING = (int, float), (str,), (type(None),)
_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(_TEXTS, _TEXT),
    **dict.fromkeys(_PERHAPS_TEXTS, _TEXT + _NOTHING),
    **dict.fromkeys(_COUNTS, (int,)),
    **dict.fromkeys(("duration_s", "confidence"), _NUMBER),
    "expected_wer": _NUMBER + _NOTHING,
    "withdrawn": (bool,),
    "votes": (tuple,),
    "flags": (tuple,),
    "traits": (dict,),
    "quality": (dict,),
}


def mistyped(line: ManifestLine) -> str | None:
    """The first key whose value is of another type than it must be; None if there is none."""
    for name, kinds in _KINDS.items():
        # By the very type, for truth is a number elsewhere.
        if type(getattr(line, name)) not in kinds:
            return name
    if not _all(line.traits.values(), _TEXT + _NOTHING):
        return "traits"
    if not _all(line.quality.values(), _NUMBER + _NOTHING):
        return "quality"
    if not _all(line.flags, _TEXT):
        return "flags"
    return None if all(map(_is_vote, line.votes)) else "votes"


def _is_vote(vote: PublishedVote) -> bool:
    return _all((vote.worker, vote.text), _TEXT) and type(vote.reliability) in _NUMBER + _NOTHING


def _all(values: Iterable[object], kinds: tuple[type, ...]) -> bool:
    return all(type(value) in kinds for value in values)
