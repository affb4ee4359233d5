"""The pages that invitation cards are made from."""
