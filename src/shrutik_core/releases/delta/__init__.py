"""What tells a version of a release from an earlier one, line by line of their manifests."""
