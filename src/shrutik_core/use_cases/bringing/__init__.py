"""Use cases about corpora that are brought: their speakers, their recordings, and what is said in them."""
