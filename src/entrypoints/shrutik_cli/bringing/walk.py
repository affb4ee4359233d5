"""A walk through a corpus: utterances that belong to the collection, those of one file together."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import attrs

from shrutik_cli.bringing.folder import CorpusFolder
from shrutik_cli.bringing.report import ImportReport
from shrutik_cli.bringing.wish import OpenedCorpus
from shrutik_core.corpora.admission import CorpusAdmission
from shrutik_core.corpora.utterance import BroughtUtterance, LineProblem
from shrutik_core.shared.errors import Invalid, Missing


@attrs.frozen
class UtterancesOfFile:
    """Utterances that lie in one file.

    Attributes:
        path: of the file.
        utterances: in the corpus' order, each with the name of its speaker.
    """

    path: Path
    utterances: tuple[tuple[BroughtUtterance, str], ...]


def walk(
    folder: CorpusFolder, corpus: OpenedCorpus, admission: CorpusAdmission, report: ImportReport
) -> Iterator[UtterancesOfFile]:
    """All that can be brought; what cannot is told to the report."""
    for named, members in groupby(_admitted(corpus, admission, report), lambda one: one[0].audio):
        utterances = tuple(members)
        try:
            path = folder.sound(named)
        except (Invalid, Missing) as error:
            report.unusable(utterances, error)
            continue
        yield UtterancesOfFile(path, utterances)


def _admitted(
    corpus: OpenedCorpus, admission: CorpusAdmission, report: ImportReport
) -> Iterator[tuple[BroughtUtterance, str]]:
    for one in corpus.read():
        if isinstance(one, LineProblem):
            report.problem(one.place, one.detail)
            continue
        try:
            speaker = admission.speaker(one)
        except Invalid as error:
            report.problem(one.place, error.detail)
            continue
        yield one, speaker
