"""Who hears which chunk next: tasks, leases, assignment, transcriptions."""
