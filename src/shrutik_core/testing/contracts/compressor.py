"""What every compressor must keep."""

import abc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shrutik_core.ports.compressor import Compressor
from shrutik_core.shared.errors import Invalid
from shrutik_core.testing.contracts.base import Contract

_ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors])
LINES = b'{"clip":"7f0c","text":"' + "আমি".encode() + b'"}\n'


class CompressorContract(Contract):
    """Subclass it with a compressor."""

    @pytest.fixture
    @abc.abstractmethod
    def compressor(self) -> Compressor:
        """The compressor under test; it keeps nothing between two calls."""

    @_ANY
    @given(st.lists(st.binary(max_size=300), max_size=20))
    def test_what_was_packed_comes_back(self, compressor: Compressor, blocks: list[bytes]) -> None:
        packed = b"".join(compressor.pack(blocks))
        assert b"".join(compressor.unpack([packed])) == b"".join(blocks)
        assert b"".join(compressor.pack([b"".join(blocks)])) == packed

    def test_much_comes_back_in_pieces(self, compressor: Compressor) -> None:
        packed = b"".join(compressor.pack(LINES for _ in range(50_000)))
        assert b"".join(compressor.unpack([packed])) == LINES * 50_000

    def test_what_is_not_whole_or_something_else_is_refused(self, compressor: Compressor) -> None:
        packed = b"".join(compressor.pack([LINES * 100]))
        for wrong in (b"", b"plain text", packed[:-1], packed + b"more", packed[1:]):
            with pytest.raises(Invalid) as error:
                list(compressor.unpack([wrong]))
            assert error.value.code == "compressed_damaged"

    def test_its_files_are_known_by_their_ending(self, compressor: Compressor) -> None:
        assert compressor.ending.startswith(".")
