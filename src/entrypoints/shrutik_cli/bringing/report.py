"""What an import found and did, for people and for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from shrutik_core.corpora.utterance import BroughtUtterance, LinePlace, LineProblem
from shrutik_core.shared.errors import ShrutikError

MOST_TOLD = 100
"""Problems that are told one by one; of the others there is a number."""


@attrs.define
class ImportReport:
    """Counts while an import goes on.

    Attributes:
        corpus: its name.
        format: in which it lies.
        dry: whether nothing was brought.
        utterances: that can be brought.
        seconds: of sound, as headers and times say.
        texts: that they have.
        outcomes: what became of them: ``brought``, ``there_before``, and of their texts and clips.
        problems: lines that cannot be used, and how many there were.
        remarks: what was not taken over of lines that were used, likewise.
    """

    corpus: str
    format: str
    dry: bool = False
    utterances: int = 0
    seconds: float = 0.0
    texts: int = 0
    outcomes: Counter[str] = attrs.field(factory=Counter)
    problems: list[LineProblem] = attrs.field(factory=list)
    remarks: list[LineProblem] = attrs.field(factory=list)
    problem_count: int = 0
    remark_count: int = 0
    _speakers: set[str] = attrs.field(factory=set)
    _synthetic: set[str] = attrs.field(factory=set)

    @property
    def speakers(self) -> int:
        """How many speak."""
        return len(self._speakers)

    def found(self, one: BroughtUtterance, speaker: str, seconds: float) -> None:
        """Count an utterance that can be brought."""
        self.utterances += 1
        self.seconds += seconds
        self.texts += one.text is not None
        self._speakers.add(speaker)
        if one.synthetic:
            self._synthetic.add(speaker)
        for remark in one.remarks:
            self.remark(one.place, remark)

    def problem(self, place: LinePlace, detail: str) -> None:
        """Note a line that cannot be used."""
        self.problem_count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(LineProblem(place, detail))

    def unusable(self, utterances: Iterable[tuple[BroughtUtterance, str]], error: ShrutikError | OSError) -> None:
        """Note that the file of these utterances cannot be used."""
        detail = error.detail if isinstance(error, ShrutikError) else f"Its file cannot be read: {error.strerror}."
        for one, _ in utterances:
            self.problem(one.place, detail)

    def remark(self, place: LinePlace, detail: str) -> None:
        """Note what was not taken over of a line."""
        self.remark_count += 1
        if len(self.remarks) < MOST_TOLD:
            self.remarks.append(LineProblem(place, detail))

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "corpus": self.corpus,
            "format": self.format,
            "dry_run": self.dry,
            "utterances": self.utterances,
            "hours": round(self.seconds / 3600, 6),
            "speakers": self.speakers,
            "synthetic_speakers": len(self._synthetic),
            "texts": self.texts,
            **{name: self.outcomes[name] for name in OUTCOMES},
            "problem_count": self.problem_count,
            "problems": [_plain(one) for one in self.problems],
            "remark_count": self.remark_count,
            "remarks": [_plain(one) for one in self.remarks],
        }

    def lines(self) -> Iterator[str]:
        """As people read it."""
        made = f" ({len(self._synthetic)} synthetic)" if self._synthetic else ""
        speakers, texts = _counted(self.speakers, "speaker") + made, _counted(self.texts, "text")
        sound = f"{_counted(self.utterances, 'utterance')}, {self.seconds / 3600:.2f} hours"
        yield f"{self.corpus} ({self.format}): {sound}, {speakers}, {texts}"
        if self.dry:
            yield f"Brought before: {self.outcomes['there_before']}. This was a dry run."
        else:
            yield "; ".join(f"{self.outcomes[name]} {told}" for name, told in OUTCOMES.items() if self.outcomes[name])
        yield from _told("that cannot be used", self.problem_count, self.problems)
        yield from _told("not taken over in full", self.remark_count, self.remarks)


OUTCOMES = {
    "brought": "brought",
    "there_before": "brought before",
    "votes": "as votes",
    "votes_before": "as votes before",
    "votes_closed": "too late for a vote",
    "prompts": "as prompts",
    "waiting": "to be cut",
}
"""What may become of an utterance, and how that is told."""


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _told(what: str, count: int, problems: list[LineProblem]) -> Iterator[str]:
    if count:
        yield f"{_counted(count, 'line')} {what}:"
        yield from (f"  {one}" for one in problems)
        if count > len(problems):
            yield f"  … and {count - len(problems)} more."


def _plain(one: LineProblem) -> dict[str, object]:
    return {"file": one.place.file, "line": one.place.line, "detail": one.detail}
