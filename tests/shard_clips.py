"""Clips to plan shards of, by number and by Hypothesis."""

from hypothesis import strategies as st

from shrutik_core.releases.shards.shard import ShardClip

names = st.binary(min_size=16, max_size=16).map(bytes.hex)
splits = st.sampled_from(["all", "dev", "test", "train"])


def a_clip(number, split="train", flac_bytes=1_000, json_bytes=180):
    return ShardClip(f"{number:032x}", split, flac_bytes, json_bytes)


@st.composite
def corpora(draw, most=40, largest=90_000_000):
    """Clips of all sizes, of which some fill a shard alone; each once, in any order."""
    found = draw(st.lists(names, unique=True, max_size=most))
    size = st.integers(1, 100_000) | st.integers(1, largest)
    return [ShardClip(name, draw(splits), draw(size), draw(st.integers(1, 400))) for name in found]
