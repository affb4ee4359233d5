"""Views: a release's manifest as the files that other tools read, one plug-in a format, all written in one pass."""
