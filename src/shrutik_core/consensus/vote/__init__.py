"""How a batch of clips is settled: texts laid side by side, votes weighed, winners found, and how sure they are."""
