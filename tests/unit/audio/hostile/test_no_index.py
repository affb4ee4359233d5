"""An MP4 or 3GP that breaks off: refused with the reason if its index is missing, else kept as far as it goes."""

import pytest

from audio_files import sound
from audio_hostile import analysed, check_refused
from audio_parts import M4A
from audio_timed import FRAGMENTS, timed
from shrutik_core.recordings.facts import Damage
from shrutik_core.shared.errors import Invalid

PHONE = timed("3gp", "libopencore_amrnb", "s16", 8_000)
FRAGMENTED = timed("mp4", "aac", "fltp", samples=sound(6.0, 48_000), container=FRAGMENTS)
INDEX = M4A.find(b"moov") - 4
WITHOUT = {
    "m4a, died before the index": M4A[:INDEX],
    "m4a, within the index": M4A[: INDEX + 300],
    "m4a, within the sound": M4A[: INDEX // 2],
    "3gp, died before the index": PHONE[: PHONE.find(b"moov") - 4],
    "sound of no length yet": M4A[:INDEX].replace(M4A[M4A.find(b"mdat") - 4 :][:8], b"\0\0\0\0mdat"),
    "fragments, within the index": FRAGMENTED[: FRAGMENTED.find(b"moov") + 100],
}


def with_index_before_the_sound():
    """The same M4A with its index before its sound, as for streaming."""
    index, place = bytearray(M4A[INDEX:]), M4A[INDEX:].find(b"stco") + 8
    for number in range(int.from_bytes(index[place : place + 4], "big")):
        at = place + 4 + 4 * number
        index[at : at + 4] = (int.from_bytes(index[at : at + 4], "big") + len(index)).to_bytes(4, "big")
    head = int.from_bytes(M4A[:4], "big")
    return M4A[:head] + bytes(index) + M4A[head:INDEX]


@pytest.mark.parametrize("name", WITHOUT)
def test_what_has_no_index_is_refused_with_that_reason(name):
    check_refused(WITHOUT[name], "damaged")
    with pytest.raises(Invalid, match="The file has no index"):
        analysed(WITHOUT[name])


@pytest.mark.parametrize("share", [0.4, 0.6, 0.9])
@pytest.mark.parametrize(("data", "seconds"), [(FRAGMENTED, 6.0), (with_index_before_the_sound(), 3.0)])
def test_what_has_one_is_kept_as_far_as_it_goes(data, seconds, share):
    facts = analysed(data[: round(len(data) * share)]).facts
    assert Damage.TRUNCATED in facts.damage
    assert facts.duration == pytest.approx(seconds * share, abs=0.6)


def test_what_is_no_mp4_at_all_has_no_index_to_miss():
    with pytest.raises(Invalid, match="export or record it again"):
        analysed(b"\x00\x00\x00\x20ftypM4A " + bytes(range(256)) * 20)


@pytest.mark.parametrize("within", [4, 8, 20, 100, 195])
def test_a_cut_within_the_head_of_a_fragment_costs_that_fragment_alone(within):
    head = FRAGMENTED.find(b"moof", len(FRAGMENTED) // 2) - 4
    facts, before = (analysed(FRAGMENTED[:end]).facts for end in (head + within, head))
    assert facts.samples == before.samples
    assert facts.duration > 2.5
    assert within <= 8 or facts.damage == (Damage.TRUNCATED,)
