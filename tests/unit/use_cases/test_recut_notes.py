"""Notes of recordings that were cut anew: read as they were written, and another for all that a result hangs on."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shrutik_core.chunking.cuts import Cut, Cuts
from shrutik_core.chunking.rules import Rules
from shrutik_core.recordings.recording import recording_prefix
from shrutik_core.shared.blobs import StoredBlob
from shrutik_core.testing import strategies
from shrutik_core.testing.builders import a_recording
from shrutik_core.use_cases.rechunking.recut import Recut, RecutClip, RecutOrder, read_recut, write_recut
from use_cases_scene import code

RECORDING = a_recording().id
SOFTWARE = {"shrutik": "1", "numpy": "2"}
ORDER = RecutOrder(RECORDING, StoredBlob("key", 3, "ab" * 32), Cuts(RECORDING, "cd", ()), Rules())
HEX = st.binary(min_size=32, max_size=32).map(bytes.hex)


@st.composite
def recuts(draw):
    cuts = tuple(Cut(span, draw(st.booleans())) for span in draw(strategies.tilings(most=4)))
    clips = tuple(RecutClip(draw(st.integers(0, 99)), draw(HEX), {"snr_db": 1.5}) for _ in cuts)
    return Recut(Cuts(RECORDING, draw(HEX), cuts), draw(st.integers(1, 96_000)), draw(st.sampled_from([(), clips])))


@given(recuts())
def test_a_note_is_read_as_it_was_written(recut):
    assert read_recut(RECORDING, write_recut(recut)) == recut


@given(st.text(max_size=40) | recuts().map(lambda recut: write_recut(recut)[:-1]))
def test_what_is_no_note_is_refused(text):
    assert code(lambda: read_recut(RECORDING, text)) == "recut_note"


def test_clips_are_one_for_each_cut_or_none():
    clip = RecutClip(1, "ab" * 32)
    assert code(lambda: Recut(Cuts(RECORDING, "cd", ()), 8_000, (clip,))) == "recut_note"
    assert code(lambda: RecutClip(1, "no hash")) == "recut_note"


@pytest.mark.parametrize(
    "change", [{"audio": StoredBlob("key", 3, "cd" * 32)}, {"rules": Rules(target=5.0)}, {"rules": Rules(maximum=11.0)}]
)
def test_another_sound_and_other_rules_have_another_address(change):
    assert attrs.evolve(ORDER, **change).address(SOFTWARE) != ORDER.address(SOFTWARE)


def test_the_address_hangs_on_the_software_and_not_on_what_is_there_now():
    assert ORDER.address({**SOFTWARE, "numpy": "3"}) != ORDER.address(SOFTWARE)
    same = attrs.evolve(ORDER, now=Cuts(RECORDING, "ef", ()), writes=False)
    assert same.address(dict(reversed(SOFTWARE.items()))) == ORDER.address(SOFTWARE)
    assert ORDER.note_key(SOFTWARE).startswith(recording_prefix(RECORDING))
