"""Which utterances of a corpus belong to a collection, and whose they are."""

import attrs

from shrutik_core.corpora.speakers import same_language, speaker_name
from shrutik_core.corpora.utterance import BroughtUtterance
from shrutik_core.shared.errors import Invalid


@attrs.frozen
class CorpusAdmission:
    """What is asked of every utterance.

    Attributes:
        corpus: its name, as `check_corpus_name` gives it.
        language: of the collection, BCP 47.
        only_speaker: who speaks where no speaker is named; None if each must be.
    """

    corpus: str
    language: str
    only_speaker: str | None = None

    def speaker(self, utterance: BroughtUtterance) -> str:
        """The name of the speaker, if the utterance can be brought.

        Raises:
            Invalid: ``corpus_line_invalid`` if it names no speaker, or is in another language.
        """
        if utterance.language is not None and not same_language(utterance.language, self.language):
            raise Invalid(
                "corpus_line_invalid", f"It is in {utterance.language}, but the collection is in {self.language}."
            )
        label = utterance.speaker or self.only_speaker
        if label is None:
            raise Invalid("corpus_line_invalid", "It names no speaker; if all is one voice, say whose with --speaker.")
        return speaker_name(self.corpus, label)
