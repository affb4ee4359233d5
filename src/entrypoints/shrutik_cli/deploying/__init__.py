"""From one release to the next in daylight: two colours behind nginx, one of which answers."""
