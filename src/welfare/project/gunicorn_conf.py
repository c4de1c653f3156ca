"""How the web server runs; read by gunicorn. Behind a proxy in production, alone in the demo."""

import os

from welfare.project import places

bind = os.environ.get("WELFARE_BIND") or f"127.0.0.1:{places.port()}"
workers = int(os.environ.get("WELFARE_WEB_WORKERS") or min(4, (os.cpu_count() or 2)))
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 8
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - only a heartbeat file
control_socket_disable = True
accesslog = None  # addresses and paths of requests belong in our own audit, not in a text file
