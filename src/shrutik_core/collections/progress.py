"""How far a collection has come."""

import attrs


@attrs.frozen
class Progress:
    """Speech of a collection, in seconds; what was refused, failed, rejected or withdrawn does not count.

    Attributes:
        recorded: of recordings, as far as they were processed.
        transcribed: of clips that were transcribed at least once.
        settled: of clips whose text is agreed.
        speakers: voices in the recordings.
    """

    recorded: float = 0.0
    transcribed: float = 0.0
    settled: float = 0.0
    speakers: int = 0
