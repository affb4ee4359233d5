"""How things of the core are shown."""
