"""The parts of the PostgreSQL that runs as our child: programs, account, places, cluster, process."""
