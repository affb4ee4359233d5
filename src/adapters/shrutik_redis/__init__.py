"""Redis as what machines share that may be lost: counts of calls, news of changes, and what was worked out already."""
