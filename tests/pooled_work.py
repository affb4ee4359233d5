"""Work that tests give to other processes, which import it by its name."""

import os
import signal


def own_process(number):
    return os.getpid()


def die_at_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
