"""The connection to S3: made at its first use, once in each process."""

import os
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from shrutik_core.shared.errors import Unavailable
from shrutik_s3.address import S3Address
from shrutik_s3.errors import UNAVAILABLE
from shrutik_s3.silence import Silence

CONNECT_SECONDS, SILENCE_SECONDS = 5.0, 10.0
# The first and three more, which wait at most 1, 2 and 4 seconds in between.
TRIES = 4


class S3Client:
    """Makes a client when it is first needed; what is forked or sent to another process makes its own.

    Args:
        address: of the bucket.
        connections: that are kept open at most: as many as there are threads.
    """

    def __init__(self, address: S3Address, connections: int) -> None:
        self.address = address
        self._connections = connections
        self._made: tuple[int, Any] | None = None

    def __reduce__(self) -> tuple[type["S3Client"], tuple[S3Address, int]]:
        return S3Client, (self.address, self._connections)

    def __call__(self) -> Any:  # noqa: ANN401 - boto3 makes its classes while it runs
        """The client of this process.

        Raises:
            Unavailable: ``blob_store_unavailable`` if it cannot be made.
        """
        made = self._made
        if made is None or made[0] != os.getpid():
            # Two threads may each make one at the same moment; the second stays, and the first harms nobody.
            made = self._made = os.getpid(), self._make()
        return made[1]

    def _make(self) -> Any:  # noqa: ANN401 - as above
        address = self.address
        try:
            client = boto3.session.Session().client(
                "s3",
                endpoint_url=address.endpoint,
                region_name=address.region,
                verify=address.authority or True,
                aws_access_key_id=address.user or None,
                aws_secret_access_key=address.secret or None,
                config=_config(self._connections),
            )
            Silence(CONNECT_SECONDS + SILENCE_SECONDS).watch(client)
        except (BotoCoreError, OSError, ValueError) as error:
            detail = "The object storage cannot be used; check its address, and the file named by ca=."
            raise Unavailable(UNAVAILABLE, detail) from error
        return client


def _config(connections: int) -> Config:
    return Config(
        signature_version="s3v4",
        # Bytes are signed also where TLS protects them: the server refuses what was changed on its way.
        s3={"addressing_style": "path", "payload_signing_enabled": True},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=SILENCE_SECONDS,
        retries={"mode": "standard", "total_max_attempts": TRIES},
        max_pool_connections=connections,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
