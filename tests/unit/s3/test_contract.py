"""What every blob store must keep, over S3 in memory, which lists by keys as Amazon's does and SeaweedFS does not."""

import contextlib

import boto3
import pytest

from shrutik_core.testing import contracts
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore

moto = pytest.importorskip("moto.server", reason="moto[s3] with flask and flask-cors brings S3 in memory")
BUCKET = "voices"


@pytest.fixture(scope="module")
def kept():
    server = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    asked = {"region_name": "us-east-1", "aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    with contextlib.closing(boto3.client("s3", endpoint_url=f"http://{host}:{port}", **asked)) as s3:
        s3.create_bucket(Bucket=BUCKET)
    yield S3BlobStore(read_blobs_url(f"s3+http://key:secret@{host}:{port}/{BUCKET}/prefix"))
    server.stop()


class TestS3BlobStore(contracts.BlobStoreContract):
    @pytest.fixture
    def store(self, kept):
        for entry in kept.list(""):
            kept.delete(entry.key)
        return kept


class TestS3BlobBeginnings(contracts.BlobBeginningsContract):
    @pytest.fixture
    def store(self, kept):
        for entry in kept.list(""):
            kept.delete(entry.key)
        return kept
