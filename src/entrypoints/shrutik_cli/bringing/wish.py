"""What is wished of an import."""

from collections.abc import Callable, Iterator
from enum import StrEnum

import attrs

from shrutik_cli.bringing.folder import CorpusFolder
from shrutik_core.corpora.admission import CorpusAdmission
from shrutik_core.corpora.catalogue import format_of, read_corpus
from shrutik_core.corpora.speakers import check_corpus_name
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.corpora.utterance import CorpusHints, Read
from shrutik_core.shared.errors import Invalid

LONGEST_WHOLE = 30.0
"""Seconds up to which an utterance with a text or with times of its own is one clip, unless it is said otherwise."""


class Texts(StrEnum):
    """What the texts of a corpus are here."""

    TRANSCRIPTIONS = "transcriptions"
    """What somebody heard: each is the vote of a worker who stands for the corpus."""
    PROMPTS = "prompts"
    """What speakers were asked to read: each is the prompt of its recording."""
    NONE = "none"


@attrs.frozen
class OpenedCorpus:
    """A corpus whose format is known.

    Attributes:
        format: its name.
        read: reads it from the beginning, as often as it is called.
    """

    format: str
    read: Callable[[], Iterator[Read]]


@attrs.frozen
class ImportWish:
    """An import.

    Attributes:
        folder: where the corpus lies.
        collection: slug or id.
        terms: what is stated of it.
        texts: what its texts are.
        corpus: its name.
        wanted: the name of its format; None to look.
        worker: address of the account whose votes the texts are.
        speaker: who speaks where no speaker is named.
        longest: seconds up to which an utterance is one clip.
        hints: what its files do not say themselves.

    Raises:
        Invalid: ``worker_needed``; ``corpus_name_invalid``.
    """

    folder: CorpusFolder
    collection: str
    terms: BroughtTerms
    texts: Texts
    corpus: str = attrs.field(converter=check_corpus_name)
    wanted: str | None = None
    worker: str | None = None
    speaker: str | None = None
    longest: float = LONGEST_WHOLE
    hints: CorpusHints = attrs.field(factory=CorpusHints)

    def __attrs_post_init__(self) -> None:
        if self.texts is Texts.TRANSCRIPTIONS and self.worker is None:
            raise Invalid(
                "worker_needed",
                "Transcriptions count as somebody's votes: name an account for them with --worker, made by "
                "`shrutik user create` for this corpus alone.",
            )

    def open(self) -> OpenedCorpus:
        """The corpus, its format told.

        Raises:
            Invalid: ``corpus_format_unknown``.
        """
        files = self.folder.files()
        name = format_of(files, self.wanted)
        hints = attrs.evolve(self.hints, roots=(str(self.folder.path), *self.hints.roots))
        return OpenedCorpus(name, lambda: read_corpus(name, files, hints))

    def admission(self, language: str) -> CorpusAdmission:
        """What is asked of every utterance for a collection in this language."""
        return CorpusAdmission(self.corpus, language, self.speaker)
