"""Real servers as processes on loopback: each module starts one of them on free ports, in a folder of its own."""
