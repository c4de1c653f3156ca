"""The running system of one journey: a web server in threads, the demo agencies, and the queue by hand."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

from welfare.foundation import outbox


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A journey's addresses are nobody's log."""


@dataclass(frozen=True, slots=True)
class House:
    """`address`: where it answers, with a slash at the end. `pickup`: where official documents are laid."""

    address: str
    pickup: Path

    def deliver(self) -> int:
        """Work off the queue as the worker would. Returns how many messages were tried."""
        return outbox.deliver_all()


@contextmanager
def serving(pickup: Path) -> Iterator[House]:
    """Serve the database Django now points at, on a free port, until the block ends."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Silent)
    server.daemon_threads = True
    server.set_app(get_internal_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield House(f"http://127.0.0.1:{server.server_port}/", pickup)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
