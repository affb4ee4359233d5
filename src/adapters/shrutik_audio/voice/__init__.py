"""Voice activity detectors, and how a recording reaches them."""
