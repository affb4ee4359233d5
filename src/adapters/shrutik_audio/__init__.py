"""Sound: decode, analyse, cut, encode, through libsndfile and FFmpeg."""
