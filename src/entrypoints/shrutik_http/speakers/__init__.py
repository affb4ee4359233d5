"""Speakers without an account: looked after by a facilitator, who records them and their consent."""
