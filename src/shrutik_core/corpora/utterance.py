"""An utterance as a corpus holds it: where its sound lies, who speaks, and what is said."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from shrutik_core.corpora.places import path_within
from shrutik_core.people.traits import Trait, check_traits
from shrutik_core.prompts.language import check_language
from shrutik_core.shared.errors import Invalid, declare
from shrutik_core.shared.plain import check_plain
from shrutik_core.shared.texts import canonical
from shrutik_core.transcription.transcription import check_text

declare(Invalid, "corpus_line_invalid", "A line of the corpus cannot be used.")

LONGEST_LABEL = 1_000
"""Characters that a speaker's label, an id or the name of a split may have."""


@attrs.frozen(order=True)
class LinePlace:
    """Where something stands in a corpus.

    Attributes:
        file: its name, from the corpus' folder.
        line: from 1.
    """

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@attrs.frozen
class LineProblem:
    """A line that cannot be used, or not wholly.

    Attributes:
        place: of the line.
        detail: what is wrong with it, and what to do; one sentence.
    """

    place: LinePlace
    detail: str

    def __str__(self) -> str:
        return f"{self.place}: {self.detail}"


def _text(text: str | None) -> str | None:
    return check_text(canonical(text)) or None if text else None


def _label(text: str | None) -> str | None:
    known = check_plain(canonical(text).strip(), "label") if text else ""
    if len(known) > LONGEST_LABEL:
        raise Invalid("corpus_line_invalid", f"A speaker, an id and a split have at most {LONGEST_LABEL} characters.")
    return known or None


def _language(tag: str | None) -> str | None:
    return check_language(tag) if tag and tag.strip() else None


@attrs.frozen(kw_only=True)
class BroughtUtterance:
    """What a corpus says of one utterance; texts are in canonical composition (NFC).

    Attributes:
        place: of the line that it was read from.
        audio: the file, as a path with ``/`` from the corpus' folder, never out of it.
        id: by which the corpus calls it; None if it has no name.
        start_s: where it begins in the file, in seconds, 0 and up; None if it is all of the file.
        end_s: where it ends, after ``start_s``; None if it goes on to the file's end.
        text: what is said, trimmed; None if that is not known.
        speaker: the corpus' own label of whoever speaks; None if it has none.
        traits: what the corpus says of the speaker.
        language: BCP 47; None if it is not said.
        split: ``train`` or another, as the corpus has it.
        synthetic: whether a machine made the voice, as the corpus or whoever brings it states.
        remarks: what could not be taken over, one sentence each.

    Raises:
        Invalid: ``corpus_line_invalid``, ``text_invalid``, ``trait_invalid`` or ``language_invalid``.
    """

    place: LinePlace
    audio: str = attrs.field(converter=path_within)
    id: str | None = attrs.field(default=None, converter=_label)
    start_s: float | None = None
    end_s: float | None = None
    text: str | None = attrs.field(default=None, converter=_text)
    speaker: str | None = attrs.field(default=None, converter=_label)
    traits: Mapping[Trait, str] = attrs.field(factory=dict, converter=check_traits)
    language: str | None = attrs.field(default=None, converter=_language)
    split: str | None = attrs.field(default=None, converter=_label)
    synthetic: bool = False
    remarks: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        start, end = self.start_s, self.end_s
        if (start is None and end is not None) or (start is not None and not 0 <= start < float("inf")):
            raise Invalid("corpus_line_invalid", "An utterance begins at 0 seconds or later; give start and end.")
        if start is not None and end is not None and not start < end < float("inf"):
            raise Invalid("corpus_line_invalid", f"An utterance ends after it begins, not at {end:g} s.")

    @property
    def name(self) -> str:
        """What people call it: its id, or its file."""
        return self.id or self.audio


Read = BroughtUtterance | LineProblem
CorpusLines = Callable[[], Iterable[bytes]]
"""Opens a file of a corpus: its lines with their ends, from the first."""
CorpusFiles = Mapping[str, CorpusLines]
"""The text files of a corpus' folder and of the folders in it (``train/text``), by name; those that end with ``.gz``
are unpacked as they are read."""


@attrs.frozen
class CorpusHints:
    """What the files of a corpus do not say themselves.

    Attributes:
        roots: what the paths that it names may begin with; that is taken off, so that they begin at the folder.
        speaker_column: what the speaker's column is called, in a table in which it has no usual name.
        synthetic: whether all of its voices are made by a machine.
        folder: in which its files lie, from the corpus' folder on, if not at the top; paths begin there.
    """

    roots: tuple[str, ...] = ()
    speaker_column: str | None = None
    synthetic: bool = False
    folder: str = ""

    def path(self, named: str) -> str:
        """A path as it is from the corpus' folder on."""
        for root in self.roots:
            if root and named.startswith(f"{root.rstrip('/')}/"):
                return named[len(root.rstrip("/")) + 1 :]
        return f"{self.folder}/{named}" if self.folder and named and not named.startswith("/") else named


Reader = Callable[[CorpusFiles, CorpusHints], Iterator[Read]]
"""Reads a corpus; whatever is wrong with a line becomes a problem, and the next line is read."""
