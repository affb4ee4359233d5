"""Which views are written in which pass over a manifest."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from shrutik_bootstrap.release_views import release_views
from shrutik_core.releases.stats.release_count import count
from shrutik_core.use_cases.releases.write_texts import shared_out

NAMES = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(NAMES, st.integers(1, 12))
def test_each_view_is_written_once_and_the_clips_are_counted_once(names, passes):
    shares = shared_out(names, passes)
    assert sorted(name for share in shares for name in share.names) == sorted(names)
    assert [share.counts for share in shares].count(True) == 1
    assert len(shares) <= passes


@given(NAMES, st.integers(2, 12))
def test_no_pass_has_much_more_to_do_than_another(names, passes):
    weights = [len(share.names) + 3 * share.counts for share in shared_out(names, passes)]
    assert max(weights) <= max(3, min(weights) + 1) or len(weights) < passes


def test_what_goes_to_another_process_can():
    assert pickle.loads(pickle.dumps(release_views)) is release_views
    assert pickle.loads(pickle.dumps(count([]))).releases == set()
