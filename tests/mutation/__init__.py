"""A mutation tester: small faults are put into the core one by one, and the tests that reach each one must fail.

Run it with ``nox -s mutation``, or with ``PYTHONPATH=tests python -m mutation``. It stands here because the tools that
there are do not fit: mutmut changes bodies of functions alone, never a named constant, a default or a table of states;
cosmic-ray starts an interpreter for each fault, which takes longer here than the tests themselves. This one imports
everything once and forks.
"""
