"""Listings come in the order of keys, whether the server lists by keys or folder by folder."""

from collections import defaultdict
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from shrutik_s3.listing import entries

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PREFIX = "prefix/"
names = st.text("ab-.0", min_size=1, max_size=3).filter(lambda name: not name.startswith("."))
keys = st.lists(names, min_size=1, max_size=4).map("/".join)


def without_conflicts(found):
    """Keys of which none is a folder of another's, as every store of files has them."""
    folders = {key[:at] for key in found for at, letter in enumerate(key) if letter == "/"}
    return sorted(found - folders)


def by_folders(found):
    """The keys as a walk from folder to folder meets them, each folder's names in order."""
    below = defaultdict(list)
    for key in found:
        name, _, rest = key.partition("/")
        below[name].append(rest)
    for name in sorted(below):
        if below[name] == [""]:
            yield name
        else:
            yield from (f"{name}/{rest}" for rest in by_folders(below[name]))


def pages(found, sizes, server):
    found = [{"Key": PREFIX + key, "Size": 1, "LastModified": NOW} for key in found]
    for size in [*sizes, len(found)]:
        yield {"Contents": found[:size], "ResponseMetadata": {"HTTPHeaders": {"server": server}}}
        found = found[size:]


@given(st.sets(keys, max_size=12).map(without_conflicts), keys, st.lists(st.integers(0, 5), max_size=4), st.data())
def test_any_keys_are_listed_in_their_order(found, other, sizes, data):
    whole = data.draw(st.sampled_from([*found, other]))
    prefix = whole[: data.draw(st.integers(0, len(whole)))]
    asked = [key for key in found if key.startswith(prefix)]
    for server, order in (("AmazonS3", asked), ("SeaweedFS 4.48", [one for one in by_folders(found) if one in asked])):
        listed = [entry.key for entry in entries(pages(order, sizes, server), PREFIX, prefix)]
        assert listed == sorted(asked), server


def test_a_listing_by_keys_is_streamed():
    turned = []

    def turning():
        for page in pages(["a", "b", "c"], [1, 1], "AmazonS3"):
            turned.append(page)
            yield page

    assert next(entries(turning(), PREFIX, "")).key == "a"
    assert len(turned) == 1
