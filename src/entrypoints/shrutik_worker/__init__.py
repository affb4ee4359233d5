"""The worker: the decider, actors, the relay from the outbox to the broker, and what has to happen now and then."""
