"""A high-pass at 40 Hz: what a microphone adds below any voice, an offset or a rumble, is not measured as sound."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
State = npt.NDArray[np.complex64]
_Complexes = npt.NDArray[np.complex128]

CUTOFF = 40.0
"""Hz at which a sine loses 3 dB; at 12 Hz it loses 62, at 60 Hz less than 0.1."""

# The upper poles of a Butterworth filter of the sixth order.
_ORDER = 6
_POLES = np.exp(1j * np.pi * np.array([7, 9, 11]) / 12)
# What is taken off is slow: neighbours are averaged first, down to so many in a second or a few more.
_COARSE_RATE = 3_000
# A state counts for nothing after so many hops, doubled from one.
_DOUBLINGS = 5
# A larger product is shared out among threads by the matrix library, which costs more than it gains here.
_LARGEST_PRODUCT = 1 << 18
# Hops at the start of a sound that are to be as quiet as the state before them can make them.
_FIRST = 10


class HighPass:
    """Takes off what is slow; the same however a sound is split into whole hops.

    What is slow in a sample is told by the samples before it: by each of the same hop as an average of a few
    neighbours, by the hops before it as a state. Nothing is late, and nothing is looked at ahead.

    Args:
        rate: samples per second.
        hop: samples of a hop, 10 ms.
    """

    def __init__(self, rate: float, hop: int) -> None:
        edges = _edges(hop, max(1, int(rate // _COARSE_RATE)))
        poles, residues, direct = _design(rate)
        powers = poles ** np.arange(hop)[:, None]
        self._starts, self._shares = edges[:-1], (1 / np.diff(edges)).astype(np.float32)
        even = hop % len(self._starts) == 0
        self._mean = np.full(hop // len(self._starts), self._shares[0], np.float32) if even else None
        # What each average leaves behind at the end of its hop; and how averages and states tell what is slow.
        self._leaves = np.add.reduceat(powers[::-1], edges[:-1]).astype(np.complex64)
        fades = -2 * residues * powers
        within = _within(np.concatenate([[1 - direct], fades.real.sum(axis=1)[:-1]]), edges)
        self._tells = np.concatenate([within, fades.real.T, -fades.imag.T]).astype(np.float32)
        self._batch = max(1, _LARGEST_PRODUCT // self._tells.size)
        self._decay = (poles**hop).astype(np.complex64)

    def apply(self, rows: Floats, state: State | None) -> State | None:
        """Takes off what is slow, in place.

        Args:
            rows: hops that follow each other, (hops, samples of a hop).
            state: what the hops before them left; None at the start of a sound.

        Returns:
            the state after them.
        """
        if not len(rows):
            return state
        means = self._means(rows)
        states = self._states(means, self._begin(rows[:_FIRST], means[:_FIRST]) if state is None else state)
        told = self._told(means, states)
        for start in range(0, len(rows), self._batch):
            rows[start : start + self._batch] -= told[start : start + self._batch] @ self._tells
        last: State = states[-1]
        return last

    def _means(self, rows: Floats) -> Floats:
        """The averages of each hop."""
        if self._mean is not None:
            return np.asarray((rows.reshape(-1, len(self._mean)) @ self._mean).reshape(len(rows), -1))
        return np.asarray(np.add.reduceat(rows, self._starts, axis=1) * self._shares)

    def _begin(self, rows: Floats, means: Floats) -> State:
        """The state that leaves least of these hops: an offset or a rumble is taken to have been there before."""
        silent = np.zeros(len(self._decay), np.complex64)
        rest = rows - self._told(means, self._states(means, silent)) @ self._tells
        units = np.concatenate([np.eye(len(silent)), 1j * np.eye(len(silent))]).astype(np.complex64)
        fading = units * self._decay ** np.arange(len(rows))[:, None, None]
        heard = np.concatenate([fading.real, fading.imag], axis=2) @ self._tells[-2 * len(silent) :]
        columns = heard.swapaxes(0, 1).reshape(len(units), -1).T.astype(np.float64)
        # By small products: a solver of the whole would be shared out among threads.
        shares = np.linalg.pinv(columns.T @ columns, rcond=1e-12, hermitian=True) @ (columns.T @ rest.reshape(-1))
        return np.asarray(shares @ units, np.complex64)

    @staticmethod
    def _told(means: Floats, states: State) -> Floats:
        """What tells the slow part of each hop: its averages, and the state before it."""
        return np.concatenate([means, states[:-1].real, states[:-1].imag], axis=1)

    def _states(self, means: Floats, state: State) -> State:
        """The state before each hop, and that after the last; shape (hops + 1, poles)."""
        states = np.concatenate([state[None], means @ self._leaves])
        for doubling in range(min(_DOUBLINGS, len(means).bit_length())):
            step = 1 << doubling
            states[step:] += self._decay**step * states[:-step]
        return states


def _design(rate: float) -> tuple[_Complexes, _Complexes, float]:
    """Poles above the real axis, their residues, and what comes through at once; by the bilinear transform."""
    analogue = np.tan(np.pi * CUTOFF / rate) * _POLES
    upper = (1 + analogue) / (1 - analogue)
    poles = np.concatenate([upper, upper.conj()])
    direct = np.prod(1 + poles).real / 2**_ORDER
    others = np.array([np.prod(pole - np.delete(poles, at)) for at, pole in enumerate(poles)])
    return upper, (direct * (poles - 1) ** _ORDER / others)[: len(upper)], float(direct)


def _edges(hop: int, most: int) -> npt.NDArray[np.int64]:
    """Where the averages of a hop begin, and its end: of as many neighbours each, up to so many, or of one more."""
    factor = max(f for f in range(1, most + 1) if hop % f == 0)
    count = hop // factor if 2 * factor >= most else -(-hop // most)
    return np.arange(count + 1) * hop // count


def _within(response: npt.NDArray[np.float64], edges: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The slow part that each average of a hop makes at each of its samples, shape (averages, samples)."""
    steps = np.cumsum(response)
    late = np.arange(len(response)) - edges[:, None]
    made = np.where(late >= 0, steps[np.maximum(late, 0)], 0.0)
    return np.asarray(made[:-1] - made[1:])
