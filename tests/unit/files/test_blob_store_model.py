"""Whatever is done to it, the store of files says what the store in memory says."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shrutik_core.shared.errors import Missing
from shrutik_files.blob_store import FileBlobStore
from shrutik_memory.blob_store import MemoryBlobStore

# None of them lies inside another, as no key that Shrutik makes does.
KEYS = st.sampled_from(["a", "b/a", "b/a-", "b/c/d", "b/c/e", "b-/a", "c0"])
DATA = st.binary(max_size=40)
ACTS = st.one_of(
    st.tuples(st.just("put"), KEYS, st.lists(DATA, max_size=3)),
    st.tuples(st.just("delete"), KEYS),
    st.tuples(st.just("read"), KEYS, st.integers(0, 50), st.none() | st.integers(0, 50)),
    st.tuples(st.just("exists"), KEYS),
    st.tuples(st.just("list"), st.text("abc/-0", max_size=4)),
)


def said(store, name, *arguments):
    """What the store answers, in values that can be compared."""
    try:
        if name == "read":
            with store.open(*arguments) as stream:
                return stream.read()
        answer = getattr(store, name)(*arguments)
        return [(entry.key, entry.size) for entry in answer] if name == "list" else answer
    except Missing as error:
        return error.code


@settings(max_examples=60)
@given(st.lists(ACTS, max_size=15))
def test_files_and_memory_agree(acts):
    with tempfile.TemporaryDirectory() as folder:
        files, memory = FileBlobStore(Path(folder)), MemoryBlobStore()
        for act in acts:
            assert said(files, *act) == said(memory, *act)
        assert said(files, "list", "") == said(memory, "list", "")
        assert files.sweep() == 0
        kept = {path.relative_to(folder).as_posix() for path in Path(folder).rglob("*") if path.is_file()}
        assert kept == {key for key, _ in said(memory, "list", "")}
