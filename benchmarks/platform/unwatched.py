"""`shrutik` without metrics and times of statements, for `overhead.py` to compare with."""

import shrutik_bootstrap.process_metrics
import shrutik_postgres.statement_times


class NoMetrics:
    """`Metrics` that nobody counts."""

    def count(self, metric, *values, by=1.0):
        """See `Metrics.count`."""

    def note(self, metric, value, *values):
        """See `Metrics.note`."""

    def close(self):
        """See `Metrics.close`."""

    def exposition(self, _readings=()):
        """See `Metrics.exposition`."""
        return b""


def main():
    # Before anything of ours takes them by name.
    shrutik_bootstrap.process_metrics.machine_metrics = lambda _folder: NoMetrics()
    shrutik_postgres.statement_times.tell_statements = lambda _engine, _tell: None
    __import__("shrutik_cli").main()


if __name__ == "__main__":
    main()
