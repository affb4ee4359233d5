"""A recogniser: a network with the alphabet that it writes, to be kept in a file and asked what it hears."""

from pathlib import Path

import attrs
import numpy as np
import numpy.typing as npt
import torch
from torch.nn.utils.rnn import pad_sequence

from examples.train_recogniser.alphabet import Alphabet
from examples.train_recogniser.clips import SpokenClip
from examples.train_recogniser.network import Network, steps_of
from examples.train_recogniser.scoring import Score, score
from examples.train_recogniser.sounds import MEL_BANDS, LogMel


@attrs.frozen
class Recogniser:
    """What writes down what it hears.

    Attributes:
        alphabet: of what it writes.
        network: that hears it.
    """

    alphabet: Alphabet
    network: Network = attrs.field(eq=False, repr=False)

    @classmethod
    def untrained(cls, alphabet: Alphabet) -> "Recogniser":
        """One that has heard nothing yet; its weights come from torch's own random numbers."""
        return cls(alphabet, Network(MEL_BANDS, alphabet.size))

    def transcribe(self, samples: npt.NDArray[np.float32], rate: int) -> str:
        """What is said in a clip; see `LogMel` for the shape of its samples."""
        return self.heard([LogMel()(samples, rate)])[0]

    def heard(self, features: list[torch.Tensor]) -> list[str]:
        """What is said in each clip, of which the features are given."""
        self.network.eval()
        found = []
        with torch.inference_mode():
            for one in features:
                path = self.network(one.unsqueeze(0))[0].argmax(-1)
                found.append(self.alphabet.heard(path.tolist()))
        return found

    def score(self, clips: list[SpokenClip]) -> Score:
        """How far what it hears is from what was said."""
        heard = self.heard([clip.features for clip in clips])
        return score(zip((clip.text for clip in clips), heard, strict=True))

    def loss(self, clips: list[SpokenClip]) -> torch.Tensor:
        """The CTC loss of a few clips together, by character."""
        frames = torch.tensor([len(clip.features) for clip in clips])
        labels = [torch.tensor(self.alphabet.numbers(clip.text)) for clip in clips]
        told = self.network(pad_sequence([clip.features for clip in clips], batch_first=True))
        lengths = torch.tensor([len(one) for one in labels])
        # A clip that has more characters than steps has no path at all: it teaches nothing, and must spoil nothing.
        measure = torch.nn.CTCLoss(zero_infinity=True)
        loss: torch.Tensor = measure(told.transpose(0, 1), torch.cat(labels), steps_of(frames), lengths)
        return loss

    def save(self, path: Path) -> None:
        """Keep it in a file."""
        torch.save({"characters": self.alphabet.characters, "weights": self.network.state_dict()}, path)

    @classmethod
    def load(cls, path: Path) -> "Recogniser":
        """One that was kept; the file can hold numbers and texts alone, never code."""
        kept = torch.load(path, weights_only=True)
        made = cls.untrained(Alphabet(tuple(kept["characters"])))
        made.network.load_state_dict(kept["weights"])
        return made
