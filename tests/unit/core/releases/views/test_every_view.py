"""Each view of texts keeps the contract of views, and the sorting in memory that of sortings."""

from functools import partial

import pytest

from manifest_clips import CLIP, a_clip
from shrutik_core.releases.copies.blank_line import blank_line
from shrutik_core.releases.manifest.line import ManifestLine
from shrutik_core.releases.views.catalogue import TEXT_VIEWS
from shrutik_core.releases.views.sorting import SortingInMemory
from shrutik_core.testing import contracts
from views_scene import SPLITS, release


def a_release():
    """Sixty clips of three splits in shards of two; every seventh is withdrawn, and as many are left out."""
    made = [a_clip(clip=f"{n:032x}", speaker=f"{n % 5:032x}", split=SPLITS[n % 3]) for n in range(60)]
    blank = {0: ManifestLine.without_voice, 3: partial(blank_line, withdrawn=False)}
    return release([blank.get(place % 7, lambda clip: clip)(clip) for place, clip in enumerate(made)])


class TestTextViews(contracts.ViewContract):
    @pytest.fixture(params=TEXT_VIEWS)
    def view(self, request):
        return TEXT_VIEWS[request.param](SortingInMemory)

    @pytest.fixture
    def about(self):
        return a_release().about

    @pytest.fixture
    def clips(self):
        return a_release().clips


class TestSortingInMemory(contracts.LineSortingContract):
    def begin(self):
        return SortingInMemory()


@pytest.mark.parametrize("name", TEXT_VIEWS)
def test_a_view_has_the_name_that_it_is_listed_by_and_one_sentence(name):
    view = TEXT_VIEWS[name](SortingInMemory)
    assert view.name == name
    assert view.description.endswith(".")
    assert not view.holds_audio
    assert view.clip_file(CLIP).endswith(f"{CLIP.clip}.flac")
