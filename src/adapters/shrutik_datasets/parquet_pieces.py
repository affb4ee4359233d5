"""Parquet files that are written piece by piece to wherever bytes go."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq


class _Tray:
    """What a Parquet file is written to: what lies on it is taken away again and again."""

    closed = False

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Lay the part on it."""
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing to do: what is written lies here."""

    def close(self) -> None:
        """The last part lies here."""


class ParquetPieces:
    """One Parquet file: each table becomes a row group, and its bytes at once.

    Args:
        schema: of the tables.
        plain: columns whose values shrink no further, and tell nothing by their least and greatest, as ``audio.bytes``.
        use_dictionary: columns whose values come again and again; None for all that are not plain.
        metadata: what the schema says beside its columns.
    """

    def __init__(
        self,
        schema: pa.Schema,
        plain: frozenset[str] = frozenset(),
        use_dictionary: list[str] | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        self._tray = _Tray()
        leaves = [name for field in schema for name in _leaves(field.type, field.name)]
        packed = [name for name in leaves if name not in plain]
        self._writer = pq.ParquetWriter(
            pa.PythonFile(self._tray, mode="w"),
            schema.with_metadata(dict(metadata)) if metadata else schema,
            compression={name: "NONE" if name in plain else "ZSTD" for name in leaves},
            use_dictionary=packed if use_dictionary is None else use_dictionary,
            write_statistics=packed,
        )

    def batch(self, table: pa.Table) -> bytes:
        """One row group, of this table: the bytes that it brought."""
        self._writer.write_table(table, row_group_size=max(1, len(table)))
        return self._taken()

    def close(self) -> bytes:
        """The end of the file."""
        self._writer.close()
        return self._taken()

    def _taken(self) -> bytes:
        parts, self._tray.parts = self._tray.parts, []
        return b"".join(parts)


def _leaves(kind: pa.DataType, name: str) -> list[str]:
    """The columns of values below one of these: ``votes.list.element.text``."""
    if pa.types.is_struct(kind):
        return [leaf for field in kind for leaf in _leaves(field.type, f"{name}.{field.name}")]
    if pa.types.is_list(kind):
        return _leaves(kind.value_type, f"{name}.list.element")
    return [name]
