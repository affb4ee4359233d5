"""Collections, and the languages that Shrutik can name."""
