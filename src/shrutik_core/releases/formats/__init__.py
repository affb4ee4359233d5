"""How a release's texts are written: one file per format, from manifest lines to text lines."""
