"""A table's bytes as lines: UTF-8, or UTF-16 as spreadsheets write it with its mark."""

import codecs
import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from shrutik_core.consensus.crowd.table_changes import ChangeKind, OnChange, TableChange
from shrutik_core.shared.errors import Invalid

_HEAD = 64
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_GZIP = b"\x1f\x8b"


@contextmanager
def text_lines(raw: BufferedReader, path: Path, on_change: OnChange, *, gzipped: bool) -> Iterator[TextIO]:
    """The lines of a file, ends included as they stand.

    Raises:
        Invalid: ``not_utf8`` if it looks like UTF-16 without a mark; ``file_unreadable`` if it is a workbook, or
            gzipped and its name does not say so.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(gzip.GzipFile(fileobj=raw)) if gzipped else raw
        encoding = _encoding(stream.peek(_HEAD)[:_HEAD], path)
        if encoding:
            on_change(TableChange(ChangeKind.ENCODING, str(path), f"the file is in {encoding.upper()}, not in UTF-8"))
        binary = cast("BinaryIO", stream)
        yield stack.enter_context(TextIOWrapper(binary, encoding=encoding or "utf-8-sig", newline=""))


def _encoding(head: bytes, path: Path) -> str | None:
    """What a file's mark says it is in; None for UTF-8."""
    if head.startswith(_WORKBOOKS):
        detail = f"{path}: this is a workbook or an archive; save its sheet as CSV UTF-8 first."
        raise Invalid("file_unreadable", detail)
    if head.startswith(_GZIP):
        raise Invalid("file_unreadable", f"{path}: this is gzipped; give it a name that ends in .gz.")
    found = next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)
    if found is None and len(head) > 3 and (not any(head[::2]) or not any(head[1::2])):
        detail = f"{path}: this is not UTF-8 but looks like UTF-16 without its mark; convert it first."
        raise Invalid("not_utf8", detail)
    return found
