"""Which views an installation can write: all those of texts, and with the extra ``datasets`` tables in Parquet."""

from collections.abc import Iterable, Sequence

from shrutik_bootstrap.extras import load
from shrutik_core.releases.selection import ReleaseFormat
from shrutik_core.releases.views.catalogue import TEXT_VIEWS
from shrutik_core.releases.views.view import View
from shrutik_core.shared.errors import Invalid
from shrutik_datasets.run_sorting import RunSorting


def release_views(names: Iterable[str]) -> Sequence[View]:
    """The views of these names, in their order.

    Raises:
        Invalid: ``view_unknown``.
        Unavailable: ``extra_missing`` for ``parquet`` without its library.
    """
    return [_view(name) for name in names]


def _view(name: str) -> View:
    if name == ReleaseFormat.PARQUET:
        view: View = load("shrutik_datasets.parquet_view", "datasets").ParquetView()
        return view
    if name not in TEXT_VIEWS:
        raise Invalid("view_unknown", f"views/{name} is of a format that is not known here; update Shrutik.")
    return TEXT_VIEWS[name](RunSorting)
