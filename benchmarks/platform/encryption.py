"""What encryption of blobs costs: MB/s of an encrypted folder as a ratio to the plain one, and memory.

``python benchmarks/platform/encryption.py [MB]``; with ``SHRUTIK_BLOBS_URL`` the bucket too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from shrutik_core.ports.blob_store import BlobStore
from shrutik_encryption.blob_store import EncryptedBlobStore
from shrutik_encryption.keyring import KEY_BYTES, Keyring, WrappingKey
from shrutik_files.blob_store import FileBlobStore
from shrutik_s3.address import read_blobs_url
from shrutik_s3.blob_store import S3BlobStore

ROUNDS, RANGES, CLIPS = 3, 200, 100
_BLOCK, _CLIP = 1 << 20, 50_000


def best(act: Callable[[], object]) -> float:
    """Seconds of the quickest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


def peak(*, begin: bool = False) -> int:
    """The most kB of memory that this process had, from now on if it begins; Linux alone tells."""
    if begin:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1])


def measured(store: BlobStore, megabytes: int) -> dict[str, float]:
    """MB/s of each way to use a store, and how many a second of small things."""
    block = os.urandom(_BLOCK)

    def put() -> None:
        store.put("large", (block for _ in range(megabytes)))

    def stage() -> None:
        staging = store.stage()
        for _ in range(megabytes):
            staging.write(block)
        staging.commit("staged")

    def read() -> None:
        with store.open("large") as stream:
            while stream.read(256 * 1024):
                pass

    def ranges() -> None:
        for number in range(RANGES):
            with store.open("large", number * 7_919 % (megabytes << 20), 1_000) as stream:
                stream.read()

    def clips() -> None:
        for number in range(CLIPS):
            store.put(f"clips/{number}", [block[:_CLIP]])

    size = megabytes * _BLOCK / 1e6
    found = {"put, MB/s": size / best(put), "stage, MB/s": size / best(stage), "read, MB/s": size / best(read)}
    return found | {"ranges, 1/s": RANGES / best(ranges), "clips put, 1/s": CLIPS / best(clips)}


def main() -> None:
    """Print the table."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    ring = Keyring((WrappingKey("00000001", bytes(KEY_BYTES)),))
    with tempfile.TemporaryDirectory() as folder:
        stores: list[tuple[str, BlobStore]] = [("files", FileBlobStore(Path(folder)))]
        url = os.environ.get("SHRUTIK_BLOBS_URL")
        if url:
            stores.append(("S3", S3BlobStore(read_blobs_url(url))))
        for name, store in stores:
            before = peak(begin=True)
            plain, sealed = measured(store, megabytes), measured(EncryptedBlobStore(store, ring), megabytes)
            print(f"{name}, {megabytes} MiB", "plain", "encrypted", "ratio", sep="\t")
            for what, value in plain.items():
                print(what, f"{value:,.0f}", f"{sealed[what]:,.0f}", f"{sealed[what] / value:.2f}", sep="\t")
            print(f"memory grew by {(peak() - before) / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
