"""The page: where its built files lie."""
