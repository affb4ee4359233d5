"""Jobs: background work as an admin sees it."""
