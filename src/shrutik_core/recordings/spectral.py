"""What a reviewer is shown of a clip's spectrum."""

import attrs
import numpy as np
import numpy.typing as npt

from shrutik_core.shared.errors import Invalid


@attrs.frozen(eq=False)
class SpectralReport:
    """A clip's spectrum over time, with the figures that a phonetician reads first.

    Attributes:
        mel: level in each mel band and frame, dB relative to the loudest, -80 to 0; shape (bands, frames).
        step: seconds from frame to frame.
        highest: Hz, upper end of the highest band; the lowest begins at 0.
        centroid: Hz, centre of gravity of the spectrum, median over the frames.
        rolloff: Hz, below which 95 % of the energy lies, median over the frames.
        flatness: 0 (a tone) to 1 (white noise), median over the frames.

    Raises:
        Invalid: ``spectral_report`` if the spectrum does not have two dimensions or the step is not positive.
    """

    mel: npt.NDArray[np.float32]
    step: float
    highest: float
    centroid: float
    rolloff: float
    flatness: float

    def __attrs_post_init__(self) -> None:
        if self.mel.ndim != 2 or self.step <= 0:
            raise Invalid("spectral_report", "A spectrum has bands and frames, and a positive step.")
