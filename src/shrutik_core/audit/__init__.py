"""What was done, by whom, when: entries that are only ever added."""
