"""What the demo brings along: sample speech with its timed words, and prompts."""

import json
from importlib.resources import files

import attrs

_PACKAGE = "shrutik_cli.demo"
LANGUAGES = ("bn", "en")


@attrs.frozen
class TimedWord:
    """One word of a sample.

    Attributes:
        text: with its punctuation.
        start: seconds from the sample's beginning.
        end: seconds.
    """

    text: str
    start: float
    end: float


@attrs.frozen
class Sample:
    """One recording of sample speech.

    Attributes:
        name: unique, e.g. ``bn-01``.
        file: of the sound, in the package.
        language: BCP 47.
        voice: of espeak-ng, with its variant.
        text: what is said in it.
        words: the text's words in time.
    """

    name: str
    file: str
    language: str
    voice: str
    text: str
    words: tuple[TimedWord, ...]

    def spoken(self, start: float, end: float) -> str:
        """What is said between two times: the words whose middle lies there."""
        return " ".join(word.text for word in self.words if start <= (word.start + word.end) / 2 < end)

    def sound(self) -> bytes:
        """The bytes of the recording."""
        return files(_PACKAGE).joinpath("samples", self.file).read_bytes()


def samples() -> tuple[Sample, ...]:
    """All samples, the languages by turns."""
    entries = json.loads(files(_PACKAGE).joinpath("samples", "samples.json").read_text(encoding="utf-8"))
    every = [Sample(**{**entry, "words": tuple(TimedWord(*word) for word in entry["words"])}) for entry in entries]
    return tuple(sorted(every, key=lambda sample: (sample.name.split("-")[1], sample.language)))


def prompts(language: str) -> tuple[str, ...]:
    """Sentences to be read aloud: those of the samples, and others."""
    more = files(_PACKAGE).joinpath("prompts", f"{language}.txt").read_text(encoding="utf-8").splitlines()
    said = [sample.text for sample in samples() if sample.language == language]
    return (*said, *(line for line in more if line.strip()))
