"""A clip of a release's manifest, for the tests of what is made from it, and any clip that there can be."""

from hypothesis import strategies as st
from msgspec.structs import replace

from shrutik_core.people.traits import Trait
from shrutik_core.recordings.quality import Quality
from shrutik_core.releases.manifest.line import ManifestLine, PublishedVote

QUALITY = Quality(
    duration=3.75,
    loudness=-22.0,
    peak=-3.0,
    clipped=0.0,
    snr=31.5,
    dc=0.0,
    bandwidth=7_900.0,
    speech=0.8,
    lead=0.3,
    tail=0.2,
).to_mapping()
TRAITS = dict.fromkeys(map(str, Trait)) | {"age": "twenties", "gender": "female", "accent": "Dhaka"}
CLIP = ManifestLine(
    clip="7f0c" * 8,
    release="bn-read-v2",
    first_release="bn-read-v1",
    split="train",
    shard="train-00000",
    offset_bytes=512,
    size_bytes=48_000,
    sha256="ab" * 32,
    pcm_sha256="cd" * 32,
    encoding="flac",
    sample_rate_hz=16_000,
    channels=1,
    bits_per_sample=16,
    num_samples=60_000,
    duration_s=3.75,
    text="আমি গান গাই",
    text_normalised="আমি গান গাই",
    language="bn",
    collection="bn-read",
    licence="CC0-1.0",
    consent_version="1",
    prompt="আমি বাংলায় গান গাই",
    speaker="a1b2" * 8,
    recording="91aa" * 8,
    index=3,
    start_sample=200_000,
    end_sample=260_000,
    recorded_on="2026-01-05",
    traits=TRAITS,
    confidence=0.93,
    expected_wer=0.021,
    decision="consensus",
    method="network-vote/3",
    votes=(PublishedVote("c3d4" * 8, "আমি গান গাই", 0.97), PublishedVote("e5f6" * 8, "আমি গান গাই।", None)),
    quality=QUALITY,
    flags=(),
)


def a_clip(**changes):
    """The clip, with what a test is about."""
    return replace(CLIP, **changes)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\t\n\r"|=,;\\\u200f\u2028'), max_size=40
)
"""What people type: any script, quotes, tabs, line ends, marks of direction, and nothing at all."""
_IDS = st.integers(0, 2**128 - 1).map("{:032x}".format)


@st.composite
def clips(draw, texts=TEXTS, **fixed):
    """A clip that a release may hold; drawn in few steps, for tests draw thousands of them."""
    clip = draw(_IDS)
    samples, rate = draw(st.integers(1, 480_000)), draw(st.sampled_from([8_000, 16_000, 44_100, 48_000]))
    decision, expected_wer = draw(st.sampled_from([("reviewer", None), ("consensus", 0.021), ("consensus", 1.5)]))
    made = a_clip(
        clip=clip,
        speaker=draw(_IDS),
        recording=clip[::-1],
        split=draw(st.sampled_from(["train", "dev", "test"])),
        sample_rate_hz=rate,
        num_samples=samples,
        duration_s=round(samples / rate, 6),
        start_sample=rate,
        end_sample=rate + samples,
        text=draw(texts),
        text_normalised=draw(texts),
        prompt=draw(st.none() | texts),
        traits=draw(st.sampled_from([TRAITS, dict.fromkeys(TRAITS)]))
        | {"region": draw(st.none() | texts.filter(bool))},
        confidence=draw(st.integers(0, 10**6)) / 10**6,
        decision=decision,
        expected_wer=expected_wer,
        votes=tuple(draw(st.lists(st.builds(PublishedVote, _IDS, texts, st.sampled_from([None, 0.5])), max_size=3))),
    )
    return replace(made, **fixed)
