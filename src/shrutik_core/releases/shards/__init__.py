"""Shards: a release's sound as tar archives that are planned to the byte before they are filled."""
