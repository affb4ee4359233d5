"""Who takes part: contributors, their roles and rights, speakers and their consent."""
