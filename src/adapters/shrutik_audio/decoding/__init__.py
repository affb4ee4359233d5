"""From a file to samples, through libsndfile or FFmpeg, going on with the other if one fails."""
