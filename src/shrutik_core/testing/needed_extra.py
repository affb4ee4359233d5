"""Says which extra to install when the kit is used without pytest or Hypothesis."""

from importlib.util import find_spec

if not (find_spec("pytest") and find_spec("hypothesis")):
    raise ImportError("The contract suites need pytest and Hypothesis: pip install 'shrutik[testing]'.")
