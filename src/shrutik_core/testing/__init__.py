"""What others use to prove their own parts: contract suites, consensus laws, Hypothesis strategies, builders.

A team that writes an adapter of its own proves it by the suites that our adapters pass. Each suite is an
abstract class in `shrutik_core.testing.contracts`; a subclass makes the thing under test, pytest collects the rest::

    import pytest

    from shrutik_core.testing import contracts


    class TestOurBlobStore(contracts.BlobStoreContract):
        @pytest.fixture
        def store(self, tmp_path):
            return OurBlobStore(tmp_path)


    class TestOurChunks(contracts.ChunksContract):
        parallel = True  # units of work of several threads run side by side

        @pytest.fixture
        def units(self):
            return OurUnitsOfWork(an_empty_database())

Beside the suites there are `builders` (one of each thing, always the same), `scenes` (things kept in a store, each
after those that it refers to) and `strategies` (Hypothesis, from small to large). They need the extra ``testing``.
"""
