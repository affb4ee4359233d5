"""Our server with our limits, around the bare application or around all of ours over memory, for `fronts`."""

import signal
import sys

from benchmarks.server.bare_app import bare
from shrutik_bootstrap.memory import memory_installation
from shrutik_core.use_cases.people.register import Registration
from shrutik_http.app import create_app
from shrutik_http.listening import listen
from shrutik_http.server import make_server

_PASSWORD = "long enough for a benchmark"


def all_of_ours():
    """Our application over memory; the token of an account goes to standard output."""
    platform = memory_installation().platform
    platform.register()(Registration("a@example.org", _PASSWORD, "A"))
    print(platform.log_in()("a@example.org", _PASSWORD).access.text, flush=True)
    return create_app(platform)


if __name__ == "__main__":
    server = make_server(all_of_ours() if sys.argv[1] == "all" else bare, listen("127.0.0.1", int(sys.argv[2])))
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    server.serve()
