"""Which files each format brings."""

from shrutik_core.releases.formats import common_voice, csv, jsonl, ljspeech
from shrutik_core.releases.formats.text_file import TextFile
from shrutik_core.releases.selection import ReleaseFormat

FORMATS: dict[ReleaseFormat, tuple[TextFile, ...]] = {
    ReleaseFormat.CSV: csv.FILES,
    ReleaseFormat.JSONL: jsonl.FILES,
    ReleaseFormat.COMMON_VOICE: common_voice.FILES,
    ReleaseFormat.LJSPEECH: ljspeech.FILES,
}
