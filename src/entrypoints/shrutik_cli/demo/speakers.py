"""Who reads which sample: twelve voices of a synthesiser, stated to be that, one each."""

from collections.abc import Mapping

from shrutik_bootstrap.platform import Platform
from shrutik_cli.demo.material import samples
from shrutik_cli.paging import every
from shrutik_core.collections.collection import Collection
from shrutik_core.collections.consent_document import ConsentAnswer
from shrutik_core.corpora.terms import BroughtTerms
from shrutik_core.people.consent import Purpose
from shrutik_core.people.roles import Actor
from shrutik_core.shared.ids import SpeakerId

SPEAKERS = (
    "Rahim",
    "Salma",
    "Kabir",
    "Nasrin",
    "Tuli",
    "Mitali",
    "Alice",
    "Daniel",
    "Fiona",
    "George",
    "Ruth",
    "Peter",
)
"""What the voices are called."""
_STATEMENT = "Nobody had to be asked: a speech synthesiser (espeak-ng) makes this voice."


def cast_speakers(
    platform: Platform, facilitator: Actor, collections: Mapping[str, Collection]
) -> dict[str, SpeakerId]:
    """The voice that reads each sample, by the sample's name; the same each time.

    Args:
        platform: on which they speak.
        facilitator: who looks after them.
        collections: in which they speak, by language.
    """
    looked_after = platform.look_after_speakers()
    known = {one.name: one.id for one in every(lambda request: looked_after.list(facilitator, request))}
    bring = platform.bring_speaker()
    for sample, name in zip(samples(), SPEAKERS, strict=True):
        if name not in known:
            collection = collections[sample.language]
            known[name] = bring(facilitator, collection.slug, name, {}, _terms(collection), synthetic=True).id
    return {sample.name: known[name] for sample, name in zip(samples(), SPEAKERS, strict=True)}


def _terms(collection: Collection) -> BroughtTerms:
    answer = ConsentAnswer(collection.consent.version, [Purpose.RECORD, Purpose.PUBLISH])
    return BroughtTerms(collection.licence, answer, _STATEMENT)
