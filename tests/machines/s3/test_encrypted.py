"""The contract once more: encrypted blobs in a real bucket."""

import itertools

import pytest

from shrutik_core.testing import contracts
from shrutik_encryption.blob_store import EncryptedBlobStore
from shrutik_encryption.keyring import KEY_BYTES, Keyring, WrappingKey
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore

_NUMBERS = itertools.count()


class TestEncryptedInS3(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self, server):
        inner = S3BlobStore(read_blobs_url(server.url(f"encrypted-{next(_NUMBERS)}")))
        return EncryptedBlobStore(inner, Keyring((WrappingKey("00000001", b"1" * KEY_BYTES),)))
