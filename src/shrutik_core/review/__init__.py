"""What reviewers settle when transcriptions disagree."""
