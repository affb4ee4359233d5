"""Which of the laws of consensus the classical methods break."""

from shrutik_core.testing.consensus_laws import ConsensusLaws, breaks
from unit.core.consensus.classical import medoid, rover, word_medoid

_FIRST = "where two texts are as good, the one that came first is given out"
_BYTES = "texts are compared as they are written, NFD beside NFC"
_EMPTY = "an empty text has a vote like any other"
_ALONE = "a single vote agrees with itself"


class Classical(ConsensusLaws):
    """What the classical methods have in common: the laws that all of them break."""

    test_the_order_of_votes_does_not_matter = breaks("test_the_order_of_votes_does_not_matter", _FIRST)
    test_canonically_equivalent_texts_give_the_same = breaks("test_canonically_equivalent_texts_give_the_same", _BYTES)
    test_empty_texts_never_win_over_text = breaks("test_empty_texts_never_win_over_text", _EMPTY)
    test_a_single_vote_is_never_believed_like_several = breaks(
        "test_a_single_vote_is_never_believed_like_several", _ALONE
    )


class TestMedoid(Classical):
    def aggregate(self, texts, *, workers=None, reliability=None, prompt=None):
        return medoid(texts)


class TestWordMedoid(Classical):
    def aggregate(self, texts, *, workers=None, reliability=None, prompt=None):
        return word_medoid(texts)


class TestRover(Classical):
    def aggregate(self, texts, *, workers=None, reliability=None, prompt=None):
        return rover(texts)
