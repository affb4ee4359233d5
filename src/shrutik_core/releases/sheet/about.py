"""What a datasheet says of a release beyond what its clips add up to."""

from collections.abc import Mapping
from datetime import datetime

import attrs

from shrutik_core.releases.delta.summary import DeltaSummary
from shrutik_core.releases.gates import GateFinding
from shrutik_core.releases.splits.frozen import FrozenCount


@attrs.frozen
class LicenceText:
    """A licence under which clips go out.

    Attributes:
        spdx: identifier, such as ``CC0-1.0``.
        text: in full; empty if Shrutik does not have it.
    """

    spdx: str
    text: str = ""


@attrs.frozen
class ConsentWords:
    """What speakers agreed to.

    Attributes:
        collection: slug.
        version: of the consent document.
        language: BCP 47, of the text.
        text: in full.
    """

    collection: str
    version: str
    language: str
    text: str


@attrs.frozen
class SheetAbout:
    """What is known of a release and is not in its manifest.

    Attributes:
        title: such as ``bn-read-v3``.
        series: the name that all versions share.
        version: 1 and up.
        made_at: UTC; None leaves it out, so that a release built again has the same bytes.
        predecessor: title of the version before; empty for a first one.
        selection: what was selected, in words, a sentence each.
        licences: of the clips.
        consents: under which voices were given.
        software: what made it, each with its version.
        parameters: by which it was made, by name.
        feed: address of the series' withdrawal feed; empty if it has none.
        public_key: of the release key, one line; empty if the release is not signed.
        changes: against the predecessor; None if there is none.
        accepted: what gates found and people accepted, with their reasons.
        creators: whom to cite, people or institutions.
        publisher: who gives the release out.
        address: of the release's page; empty if it has none.
        doi: of the release; empty if it has none.
        frozen: what it holds of the series' frozen test; None if nothing is frozen.
    """

    title: str
    series: str
    version: int = attrs.field(validator=attrs.validators.ge(1))
    made_at: datetime | None = None
    predecessor: str = ""
    selection: tuple[str, ...] = ()
    licences: tuple[LicenceText, ...] = ()
    consents: tuple[ConsentWords, ...] = ()
    software: Mapping[str, str] = attrs.field(factory=dict)
    parameters: Mapping[str, str] = attrs.field(factory=dict)
    feed: str = ""
    public_key: str = ""
    changes: DeltaSummary | None = None
    accepted: tuple[GateFinding, ...] = ()
    creators: tuple[str, ...] = ()
    publisher: str = ""
    address: str = ""
    doi: str = ""
    frozen: FrozenCount | None = None
