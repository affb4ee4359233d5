"""The manifest: all that a release says of each of its clips; everything else in a release is made from it."""
