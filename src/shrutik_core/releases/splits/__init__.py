"""Who belongs to which split: the ledger of a series, who is placed where, and what is left out for it."""
