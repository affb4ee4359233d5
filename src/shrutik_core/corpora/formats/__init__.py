"""How corpora lie on disk: one module a format, from the lines of its files to utterances."""
