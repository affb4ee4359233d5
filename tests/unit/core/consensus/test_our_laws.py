"""Our consensus keeps the laws, with fitted weights and with none."""

from shrutik_core.consensus import aggregate
from shrutik_core.testing.consensus_laws import ConsensusLaws


class TestOurs(ConsensusLaws):
    def aggregate(self, texts, *, workers=None, reliability=None, prompt=None):
        return aggregate(texts, workers=workers, reliability=reliability, prompt=prompt)


class TestOursWithoutLabels(ConsensusLaws):
    def aggregate(self, texts, *, workers=None, reliability=None, prompt=None):
        return aggregate(texts, workers=workers, reliability=reliability, prompt=prompt, method="em")
