"""Ogg without chance: the number of a stream is set, and each page is still whole."""

import io

import numpy as np
import pytest
import soundfile

from shrutik_core.shared.errors import Invalid
from shrutik_datasets.ogg_serial import with_serial


def opus(seconds=3):
    stream = io.BytesIO()
    noise = np.random.default_rng(7).normal(0, 0.1, 48_000 * seconds)
    soundfile.write(stream, noise, 48_000, format="OGG", subtype="OPUS")
    return stream.getvalue()


def test_every_page_bears_the_number_and_decodes_to_the_same_samples():
    data = opus()
    changed = with_serial(data, 0x01020304)
    pages = [at for at in range(len(changed)) if changed[at : at + 4] == b"OggS"]
    assert len(pages) > 2
    assert all(changed[at + 14 : at + 18] == b"\4\3\2\1" for at in pages)
    before, after = (soundfile.read(io.BytesIO(one), dtype="int16")[0] for one in (data, changed))
    assert len(after) == 3 * 48_000
    assert (before == after).all()


def test_checksums_are_those_that_the_encoder_wrote():
    data = opus(1)
    assert with_serial(data, int.from_bytes(data[14:18], "little")) == data


def test_what_is_not_ogg_is_refused():
    for data in (b"RIFF" + bytes(40), opus(1) + b"more"):
        with pytest.raises(Invalid, match="no Ogg page"):
            with_serial(data)
