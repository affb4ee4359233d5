"""Feeds of withdrawn clips for a copy of a release, and what is in the copy."""

from datetime import UTC, datetime

from sealed_folders import SIGNER, write_feed_file
from shrutik_core.releases.manifest.json_lines import read_line
from shrutik_datasets.zstandard_compressor import ZstandardCompressor

KEY = SIGNER.key.text
NOW = datetime.now(UTC)


def feed_of(tmp_path, clips, name="feed.jsonl", **options):
    return str(write_feed_file(tmp_path / name, clips, **{"now": NOW, **options}))


def whole(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(folder):
    found = []
    for path in sorted((folder / "manifest").iterdir()):
        found += map(read_line, b"".join(ZstandardCompressor().unpack([path.read_bytes()])).splitlines())
    return {line.clip: line for line in found}
