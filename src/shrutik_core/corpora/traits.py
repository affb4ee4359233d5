"""What corpora say of their speakers, in the words of traits."""

from collections.abc import Mapping

from shrutik_core.people.traits import Trait, check_traits
from shrutik_core.shared.errors import Invalid

_GENDERS = {
    "m": "male",
    "male": "male",
    "male_masculine": "male",
    "f": "female",
    "female": "female",
    "female_feminine": "female",
    "other": "another",
    "another": "another",
    "intersex": "another",
    "transgender": "another",
    "non-binary": "another",
}
_AGES = {"nineties": "eighties"}
_UNSAID = frozenset({"", "unknown", "none", "null", "nan", "do_not_wish_to_say", "n/a"})


def known_traits(said: Mapping[Trait, str | None]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The traits that can be kept, and a remark on each that cannot.

    Args:
        said: what the corpus says, in its own words; nothing and ``unknown`` say nothing.
    """
    kept: dict[str, str] = {}
    remarks = []
    for trait, value in said.items():
        word = (value or "").strip()
        if word.lower() in _UNSAID:
            continue
        try:
            kept[trait] = check_traits({trait: _ours(trait, word)})[trait]
        except Invalid as error:
            remarks.append(f"{trait} {word[:40]!r} is not kept: {error.detail}")
    return kept, tuple(remarks)


def _ours(trait: Trait, word: str) -> str:
    if trait is Trait.GENDER:
        return _GENDERS.get(word.lower(), word)
    return _AGES.get(word.lower(), word.lower()) if trait is Trait.AGE else word
