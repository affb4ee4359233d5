"""Decoding in a child process: the same as without one, and what becomes of a recording that is too much for it."""

import io
import os
import pickle
import signal
import socket
import threading
import time
from enum import Enum

import pytest

from shrutik_audio.confined.allowance import Allowance
from shrutik_audio.confined.decoder_child import DecoderChild
from shrutik_audio.confined.pool import DecoderPool
from shrutik_audio.confined.processor import ConfinedProcessor
from shrutik_audio.confined.wire import receive, send
from shrutik_audio.processor import SoundProcessor
from shrutik_core.chunking.plan import plan_chunks
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.recordings.facts import Damage
from shrutik_core.recordings.media import MediaType
from shrutik_core.shared.errors import Invalid, Unavailable
from shrutik_core.shared.spans import Span
from shrutik_core.testing.contracts import AudioProcessorContract
from shrutik_core.testing.sounds import bursts, wav


@pytest.fixture(scope="module")
def shared_pool():
    pool = DecoderPool(2, Allowance())
    yield pool
    pool.close()


@pytest.fixture
def pool():
    pool = DecoderPool(1, Allowance())
    yield pool
    pool.close()


class TestConfinedProcessor(AudioProcessorContract):
    @pytest.fixture
    def processor(self, shared_pool):
        return ConfinedProcessor(shared_pool)

    @pytest.fixture
    def opened(self):
        return io.BytesIO


class TestConfinedProcessorOnFiles(AudioProcessorContract):
    @pytest.fixture
    def processor(self, shared_pool):
        return ConfinedProcessor(shared_pool)

    @pytest.fixture
    def opened(self, opened_files):
        return opened_files


def test_clips_are_those_of_the_processor_within(shared_pool):
    data, spans = wav(bursts()), [Span(0, 50_000), Span(50_000, 150_000)]
    found = []
    for processor in (SoundProcessor(), ConfinedProcessor(shared_pool)):
        analysis = processor.analyse(io.BytesIO(data), AudioLimits())
        cutting = processor.cut(io.BytesIO(data), spans, replay=analysis.replay)
        clips = [(clip.index, clip.span, clip.quality, clip.stream.read()) for clip in cutting]
        found.append((clips, plan_chunks(analysis.features).digest, cutting.quality(analysis.features)))
    assert found[0] == found[1]


def test_a_cutting_that_is_broken_off_leaves_the_pool_in_order(pool):
    processor, data = ConfinedProcessor(pool), wav(bursts())
    clips = iter(processor.cut(io.BytesIO(data), [Span(0, 10_000), Span(10_000, 20_000), Span(20_000, 30_000)]))
    next(clips)
    clips.close()
    assert processor.analyse(io.BytesIO(data), AudioLimits()).facts.duration == 12.0


def test_figures_of_a_cutting_after_another_recording_are_its_own(pool):
    processor = ConfinedProcessor(pool)
    data, spans = wav(bursts()), [Span(0, 12 * 16_000)]
    analysis = processor.analyse(io.BytesIO(data), AudioLimits())
    cutting = processor.cut(io.BytesIO(data), spans)
    for clip in cutting:
        assert clip.bytes
    first = cutting.quality(analysis.features)
    processor.analyse(io.BytesIO(wav(bursts(channels=2))), AudioLimits())
    assert cutting.quality(analysis.features) == first


def ended_by(pool, number):
    """What is said of a recording whose child is ended by a signal while it works."""
    processor = ConfinedProcessor(pool)
    processor.check(io.BytesIO(wav(bursts())), AudioLimits())
    with pool.lent() as decoder:
        os.kill(decoder.pid, signal.SIGSTOP)
        threading.Timer(0.2, lambda: (os.kill(decoder.pid, number), os.kill(decoder.pid, signal.SIGCONT))).start()
        with pytest.raises((Invalid, Unavailable)) as error:
            decoder.ask("check", AudioLimits(), source=io.BytesIO(wav(bursts())))
    processor.check(io.BytesIO(wav(bursts())), AudioLimits())
    return error.value


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_crash_is_the_recordings_fault_and_nothing_elses(pool, number):
    error = ended_by(pool, number)
    assert isinstance(error, Invalid)
    assert error.code == "undecodable"


def test_a_child_that_is_killed_from_outside_is_not(pool):
    error = ended_by(pool, signal.SIGKILL)
    assert isinstance(error, Unavailable)
    assert error.code == "decoder_lost"


@pytest.mark.parametrize(
    ("allowance", "codes"),
    [
        (Allowance(cpu=0.01, wall=60), {"decoding_too_costly"}),
        (Allowance(wall=0.3), {"decoding_too_costly"}),
        # OpenBLAS ends the process if it is refused memory.
        (Allowance(memory=300 << 20), {"decoding_too_costly", "undecodable"}),
    ],
    ids=["processor time", "patience", "memory"],
)
def test_what_takes_too_much_is_refused(allowance, codes):
    pool = DecoderPool(1, allowance)
    try:
        with pytest.raises(Invalid) as error:
            ConfinedProcessor(pool).analyse(io.BytesIO(HUGE), AudioLimits())
        assert error.value.code in codes
    finally:
        pool.close()


HUGE = wav(bursts(channels=8, seconds=400.0))


def test_an_idle_child_that_ended_is_replaced(pool):
    processor = ConfinedProcessor(pool)
    processor.check(io.BytesIO(wav(bursts())), AudioLimits())
    with pool.lent() as decoder:
        decoder._process.stdin.close()
        decoder._process.wait(10)
        assert not decoder.alive
    processor.check(io.BytesIO(wav(bursts())), AudioLimits())


def test_another_decoder_is_started_if_the_first_is_busy_for_long():
    pool = DecoderPool(2, Allowance(), patience=0.3)
    try:
        with pool.lent() as first:
            began = time.monotonic()
            with pool.lent() as second:
                assert second is not first
                assert 0.3 <= time.monotonic() - began < 5
        with pool.lent() as again:
            assert again in {first, second}
    finally:
        pool.close()


def test_who_waits_gets_the_decoder_that_comes_back():
    pool = DecoderPool(2, Allowance(), patience=30)
    found = []

    def borrow():
        with pool.lent() as decoder:
            found.append(decoder)
            time.sleep(0.05)

    try:
        threads = [threading.Thread(target=borrow) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert len(found) == 4
        assert len(set(found)) == 1
    finally:
        pool.close()


def test_work_for_which_nobody_waits_lets_others_go_first():
    here = os.getpriority(os.PRIO_PROCESS, 0)
    for allowance, niceness in ((Allowance(), 0), (Allowance.for_recordings(7_200), 15)):
        decoder = DecoderChild(allowance)
        try:
            assert os.getpriority(os.PRIO_PROCESS, decoder.pid) == min(19, here + niceness)
        finally:
            decoder.end()


def test_what_a_child_sends_makes_known_values_only():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(theirs, threading.Event)
        with pytest.raises(pickle.UnpicklingError, match="not part of any message"):
            receive(ours)


@pytest.mark.parametrize("member", [*MediaType, *Damage])
def test_members_of_enumerations_are_told_by_value(member, monkeypatch):
    """As in Python 3.11.2 of Debian 12, where pickle has its reader call ``getattr``, which no message may."""
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda self, _: (getattr, (type(self), self.name)))
    here, there = socket.socketpair()
    with here, there:
        send(here, (member, [member]))
        told, _ = receive(there)
    assert told == (member, [member])
    assert told[0] is member


def test_a_fault_of_the_program_is_not_the_recordings(pool):
    with pool.lent() as decoder, pytest.raises(RuntimeError, match="exit code 87"):
        decoder.ask("dance", source=io.BytesIO(b""))


def test_a_child_that_cannot_start_says_nothing_about_a_recording(monkeypatch):
    monkeypatch.setattr("shrutik_audio.confined.decoder_child._PROGRAM", "shrutik_audio.no_such_module")
    pool = DecoderPool(1, Allowance())
    with pytest.raises(RuntimeError, match="does not start"):
        ConfinedProcessor(pool).check(io.BytesIO(b""), AudioLimits())
    pool.close()


def test_a_child_ends_with_its_parent():
    decoder = DecoderChild(Allowance())
    decoder.ask("check", AudioLimits(), source=io.BytesIO(wav(bursts())))
    os.kill(decoder.pid, 0)
    decoder._process.stdin.close()
    begun = time.monotonic()
    assert decoder._process.wait(10) == 0
    assert time.monotonic() - begun < 1
    decoder._wire.close()
