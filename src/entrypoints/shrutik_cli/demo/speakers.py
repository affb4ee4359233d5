"""Who reads which sample: twelve speakers, one each."""

from collections.abc import Mapping

from shrutik_bootstrap.platform import Platform
from shrutik_cli.demo.accounts import SPEAKERS, DemoAccount, account_of
from shrutik_cli.demo.material import samples
from shrutik_core.people.contributor import Contributor


def cast_speakers(platform: Platform, password: str) -> Mapping[str, Contributor]:
    """The account that reads each sample, by the sample's name; the same each time."""
    people = [account_of(platform, DemoAccount(name), password) for name in SPEAKERS]
    return {sample.name: person for sample, person in zip(samples(), people, strict=True)}
