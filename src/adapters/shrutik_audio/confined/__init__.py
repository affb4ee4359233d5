"""Decoding confined to child processes, with limits on memory and time: what a file does there, it does to itself."""
