"""Where releases lie and are written to: folders of this machine, archives, buckets."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path

from shrutik_bootstrap.buckets import bucket, is_bucket, without_secret
from shrutik_core.releases import release_json
from shrutik_core.releases.copies import export_told
from shrutik_core.releases.views.writing import ViewSink
from shrutik_core.shared.errors import Conflict, Invalid, declare
from shrutik_core.use_cases.releases.blob_sink import BlobSink
from shrutik_datasets.folder_sink import FolderSink
from shrutik_datasets.release_source import no_other_scheme

declare(Invalid, "export_given", "An export cannot take the place of a release.")
declare(Invalid, "archive_packed", "A release is read from a folder, not from an archive.")

_AT_ONCE = 1_000
ARCHIVE = ".tar.zst"
"""What the name of an archive ends in that an export makes."""


def check_out(out: str) -> None:
    """Refuse where no release can be written.

    Raises:
        Invalid: ``address_unknown``.
    """
    if not is_bucket(out):
        no_other_scheme(out, "name a folder, or a bucket with its server: s3+https://s3.example.org/bucket/prefix")


def check_folder(where: str) -> None:
    """Refuse what cannot be a folder of this machine.

    Raises:
        Invalid: ``address_unknown`` or ``archive_packed``.
    """
    no_other_scheme(where, "copy the release into a folder, and name that")
    check_unpacked(where)


def check_unpacked(where: str) -> None:
    """Refuse an archive.

    Raises:
        Invalid: ``archive_packed``.
    """
    if where.endswith(ARCHIVE):
        how = "unpack it with `tar --zstd -xf`, and name the folder"
        raise Invalid("archive_packed", f"{where} is an archive: {how}.")


def is_export(folder: Path) -> bool:
    """Whether an export lies there, and no release."""
    return (folder / export_told.NAME).is_file() and not (folder / release_json.NAME).exists()


def check_released(where: str, instead: str) -> None:
    """Refuse an export.

    Args:
        where: the folder.
        instead: what to do with one.

    Raises:
        Invalid: ``export_given``.
    """
    if is_export(Path(where)):
        raise Invalid("export_given", f"{where} is an export, not the release that it was made of: {instead}.")


def folder_sink(folder: Path) -> AbstractContextManager[ViewSink]:
    """Takes files into a folder."""
    return FolderSink(folder)


@contextmanager
def bucket_sink(url: str) -> Iterator[ViewSink]:
    """Takes files into a bucket, below a prefix under which nothing lies; nothing is left there if it is broken off.

    Raises:
        Conflict: ``folder_taken``.
        Invalid: ``settings_invalid``.
        Unavailable: ``extra_missing``, ``blob_store_unavailable`` or ``blob_store_full``.
    """
    store = bucket(url, "--out")
    if next(store.list(""), None):
        raise Conflict("folder_taken", f"Something lies in {without_secret(url)} already; name another prefix.")
    try:
        with BlobSink(store, str, kept=False) as sink:
            yield sink
    except BaseException:
        # Nothing lay there before, so all that does is of this export.
        while found := list(islice(store.list(""), _AT_ONCE)):
            for entry in found:
                store.delete(entry.key)
        raise
