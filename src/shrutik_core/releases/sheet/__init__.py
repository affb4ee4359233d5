"""The datasheet of a release, for people, made from its statistics and what is known of how it was made."""
