"""Every view of texts by its name; what needs a library of its own stands in the catalogue of `shrutik_datasets`."""

from collections.abc import Callable, Mapping

from shrutik_core.releases.views.audiofolder import AUDIOFOLDER
from shrutik_core.releases.views.common_voice import COMMON_VOICE
from shrutik_core.releases.views.csv import CSV
from shrutik_core.releases.views.jsonl import JSONL
from shrutik_core.releases.views.kaldi import kaldi
from shrutik_core.releases.views.lhotse import LHOTSE
from shrutik_core.releases.views.ljspeech import LJSPEECH
from shrutik_core.releases.views.nemo import NEMO
from shrutik_core.releases.views.sorting import NewSorting
from shrutik_core.releases.views.view import TextView
from shrutik_core.releases.views.webdataset import WEBDATASET
from shrutik_core.shared.errors import Invalid, declare

declare(Invalid, "view_unknown", "A release holds a view that is not known here.")

TEXT_VIEWS: Mapping[str, Callable[[NewSorting], TextView]] = {
    "csv": lambda _: CSV,
    "jsonl": lambda _: JSONL,
    "common_voice": lambda _: COMMON_VOICE,
    "ljspeech": lambda _: LJSPEECH,
    "kaldi": kaldi,
    "nemo": lambda _: NEMO,
    "lhotse": lambda _: LHOTSE,
    "webdataset": lambda _: WEBDATASET,
    "audiofolder": lambda _: AUDIOFOLDER,
}
"""Name of a view → makes it, given what sorts lines."""
WITHOUT_CLIPS = frozenset({"webdataset"})
"""Views that clips as files are of no use to: it reads the shards themselves."""
