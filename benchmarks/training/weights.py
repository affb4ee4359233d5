"""Writes fitted weights down as a Python module of constants."""

import textwrap

from shrutik_core.consensus.vote.scoring import Weighted

HEAD = '''"""Weights of the fitted consensus: GENERATED, do not edit.

Command: {command}
Data: CrowdSpeech dev-clean (Pavlichenko et al., 2021), 2,703 clips, 7 votes each, and the same clips with 1 to 6.
Seed: {seed}. Date: {date}.
"""

from shrutik_core.consensus.vote.calibration import Calibration
from shrutik_core.consensus.vote.scoring import Net, RisingNet, Weighted

# fmt: off
_FEATURES = (
{features}
)

VOTES: tuple[Net, ...] = (
{votes}
)

CALIBRATION: dict[str, Calibration] = {{
{calibrations}
}}
'''


def written(command, seed, date, votes, calibrations):
    """The module's text."""
    return HEAD.format(
        command=command,
        seed=seed,
        date=date,
        features=_wrapped(", ".join(f'"{name}"' for name in votes[0].features) + ","),
        votes="\n".join(_net(net) for net in votes),
        calibrations="\n".join(_calibration(name, one) for name, one in calibrations.items()),
    )


def _net(net):
    parts = (net.mean, net.scale, net.direct, net.hidden, net.bias, net.out)
    lines = [_wrapped(_numbers(part) + ",", 8) for part in parts]
    return "    Net.of(\n        _FEATURES,\n" + "\n".join(lines) + "\n    ),"


def _numbers(part):
    if part.ndim == 2:
        return "(" + ", ".join(_numbers(row) for row in part) + ")"
    return "(" + ", ".join(f"{value:.3g}" for value in part.tolist()) + (",)" if len(part) == 1 else ")")


def _calibration(name, one):
    clip = ", ".join(f'"{k}": {v}' for k, v in one.clip.items())
    parts = [f"{{{clip}}},", f"{one.predicted},", f"{one.observed},", f"{one.by_votes},"]
    lines = [_slot(one.slot), *(_wrapped(part, 8) for part in parts)]
    return f'    "{name}": Calibration(\n' + "\n".join(lines) + "\n    ),"


def _slot(slot):
    if isinstance(slot, Weighted):
        return _wrapped("Weighted({" + ", ".join(f'"{k}": {v}' for k, v in slot.weights.items()) + "}),", 8)
    names = ("(" + ", ".join(f'"{name}"' for name in part) + ")," for part in (slot.rising, slot.free))
    parts = (slot.mean, slot.scale, slot.direct, slot.hidden, slot.bias, slot.out, slot.base)
    numbers = (_numbers(part) + "," for part in parts)
    return "        RisingNet.of(\n" + "\n".join(_wrapped(part, 12) for part in (*names, *numbers)) + "\n        ),"


def _wrapped(text, indent=4):
    pad = " " * indent
    return textwrap.fill(text, 108, initial_indent=pad, subsequent_indent=pad, break_long_words=False)
