"""Whether a contributor's accuracy is surely too low."""

import numpy as np

from shrutik_core.consensus.crowd.standing import Posterior, Prior, Standing

_STEPS = 4096


def share_below(posterior: Posterior, accuracy: float) -> float:
    """Probability, 0 to 1, that the accuracy is below ``accuracy``, by the midpoint rule on 4096 steps."""
    at = (np.arange(_STEPS) + 0.5) / _STEPS
    log_density = (posterior.alpha - 1) * np.log(at) + (posterior.beta - 1) * np.log1p(-at)
    density = np.exp(log_density - log_density.max())
    share = density[at < accuracy].sum() / density.sum()
    return float(min(1.0, max(0.0, share)))


def is_spammer(
    standing: Standing, *, accuracy: float = 0.5, certainty: float = 0.95, prior: Prior | None = None
) -> bool:
    """Whether a contributor's accuracy is below ``accuracy`` with at least the probability ``certainty``."""
    return share_below(standing.posterior(prior), accuracy) >= certainty
