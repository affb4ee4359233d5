"""Reviews: decided by a reviewer when transcriptions disagree."""
