"""Files of sound as bytes: their parts, headers and tags, and the damage these tell of; nothing is decoded here."""
