"""Back-ups: what one holds, what it names, and which are kept."""
