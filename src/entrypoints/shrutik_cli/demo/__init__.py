"""The demo: one story from a voice to a dataset, told with sample speech and a made-up crowd."""
