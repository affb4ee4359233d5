"""What others' code brings with it: licences, advisories, and what a reader of code finds in ours."""
