"""What this machine gives: its clock, ids, keys, and proofs made with them."""
