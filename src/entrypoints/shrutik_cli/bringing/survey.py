"""A dry run: what would be brought, told from tables and headers alone."""

from collections.abc import Iterator

from shrutik_bootstrap.corpora import header_seconds
from shrutik_cli.bringing.folder import digest
from shrutik_cli.bringing.known import KnownCorpus
from shrutik_cli.bringing.report import ImportReport
from shrutik_cli.bringing.walk import UtterancesOfFile
from shrutik_core.corpora.spans import stated_seconds
from shrutik_core.ports.audio_check import AudioLimits
from shrutik_core.shared.errors import ShrutikError


def survey(files: Iterator[UtterancesOfFile], known: KnownCorpus, limits: AudioLimits, report: ImportReport) -> None:
    """Count everything into the report; nothing is decoded, and nothing is brought."""
    for file in files:
        try:
            length = header_seconds(file.path, limits)
            sha256 = digest(file.path) if known.recordings else ""
        except (ShrutikError, OSError) as error:
            report.unusable(file.utterances, error)
            continue
        for one, speaker in file.utterances:
            report.found(one, speaker, stated_seconds(one, length))
            report.outcomes["there_before"] += known.find(speaker, sha256, one) is not None
