"""The Merkle tree of a release: one root for all of its files, for each clip's place in a shard, and for each line."""
