"""Back-ups: make them, tell of them, verify them, restore one, and take away those that are not kept."""
