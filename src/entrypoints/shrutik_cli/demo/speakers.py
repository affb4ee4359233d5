"""Who reads which sample: twelve speakers, chosen so that a release has clips in each of its splits."""

from collections.abc import Mapping

from shrutik_bootstrap.platform import Platform
from shrutik_cli.demo.accounts import SPEAKERS, DemoAccount, account_of
from shrutik_cli.demo.material import samples
from shrutik_core.people.contributor import Contributor
from shrutik_core.releases.splits.hashed import split_key, split_of
from shrutik_core.releases.splits.split import PARTS, Split
from shrutik_core.shared.errors import Unavailable

_HELD_BACK = (Split.DEV, Split.TEST)
_MOST = 200


def cast_speakers(platform: Platform, password: str) -> Mapping[str, Contributor]:
    """The account that reads each sample, by the sample's name; the same each time on one installation.

    An installation's secret salt decides which split a speaker belongs to. People sign up until some of them belong to
    each split; those beyond the twelve have an account, and have not recorded yet.

    Raises:
        Unavailable: ``split_empty`` if no one of 200 belongs to a split, which cannot happen by chance.
    """
    salt = platform.salt()
    people: list[Contributor] = []
    by_split: dict[Split, list[Contributor]] = {split: [] for split in PARTS}
    for account in (_speaker(number) for number in range(_MOST)):
        people.append(account_of(platform, account, password))
        by_split[split_of(split_key(people[-1].speaker, salt))].append(people[-1])
        if len(people) >= len(SPEAKERS) and all(by_split.values()):
            return _readers(people, [by_split[split][0] for split in _HELD_BACK])
    raise Unavailable("split_empty", "The demo found no speakers for every split; run it again with --reset.")


def _speaker(number: int) -> DemoAccount:
    again, place = divmod(number, len(SPEAKERS))
    return DemoAccount(f"{SPEAKERS[place]}{again + 1}" if again else SPEAKERS[place])


def _readers(people: list[Contributor], held_back: list[Contributor]) -> dict[str, Contributor]:
    """Who is held back reads what has the most words, so that each split has several clips."""
    others = [person for person in people if person not in held_back]
    longest_first = sorted(samples(), key=lambda sample: (-len(sample.words), sample.name))
    order = [*held_back, *others]
    return {sample.name: person for sample, person in zip(longest_first, order, strict=False)}
