"""The network: two convolutions that make four frames one step, a recurrent layer in both directions, and an output."""

import torch
from torch import nn

STRIDE = 4


class Network(nn.Module):
    """From log-mel features to the log-probability of each character at each step of 40 ms.

    It has about 620,000 weights.

    Args:
        bands: of the features.
        outputs: numbers of the alphabet.
        width: of the hidden layers.
    """

    def __init__(self, bands: int, outputs: int, width: int = 128) -> None:
        super().__init__()
        self.steps = nn.Sequential(
            nn.Conv1d(bands, width, kernel_size=5, stride=2, padding=2),
            nn.GELU(),
            nn.Conv1d(width, width, kernel_size=5, stride=2, padding=2),
            nn.GELU(),
        )
        self.memory = nn.GRU(width, width, num_layers=2, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * width, outputs)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Log-probabilities.

        Args:
            features: shape ``(clips, frames, bands)``, shorter clips padded with 0.

        Returns:
            Shape ``(clips, steps, outputs)``.
        """
        steps = self.steps(features.transpose(1, 2)).transpose(1, 2)
        remembered, _ = self.memory(steps)
        told: torch.Tensor = self.output(remembered).log_softmax(-1)
        return told


def steps_of(frames: torch.Tensor) -> torch.Tensor:
    """How many steps the network makes of so many frames."""
    return (frames + STRIDE - 1) // STRIDE
