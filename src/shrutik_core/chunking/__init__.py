"""Where to cut a recording: envelope, pauses, plan, chunks."""
