"""What a reader of a manifest should know of a clip beyond its figures."""

from enum import StrEnum


class ClipFlag(StrEnum):
    """A word in a line's ``flags``."""

    ADDED_TO_TEST = "added_to_test"
    """It came to a test speaker after the test split was frozen: leave it out to compare with earlier versions."""
    SAME_SOUND = "same_sound"
    """Another clip of the release has the same samples."""
    SYNTHETIC = "synthetic"
    """Its speaker is no person."""
    LEFT_OUT = "left_out"
    """An earlier version held it, and this one does not, though nobody withdrew it: its sound is silence here."""
    REPORTED = "reported"
    """Somebody said that something is wrong with it, and no reviewer had looked when the release was made."""
    FEW_VOTES = "few_votes"
    """Fewer than two transcriptions counted, and no reviewer settled it."""
