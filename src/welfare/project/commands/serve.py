"""Serve the web interface (production entry point; any number may run)."""

import argparse
import os
import sys


def configure(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "WELFARE_BIND, WELFARE_PORT and WELFARE_WEB_WORKERS say where and how wide."


def run(arguments: argparse.Namespace) -> int:
    from welfare.project import boot

    boot.need_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "welfare.project.settings")
    from gunicorn.app.wsgiapp import run as serve

    sys.argv = [
        "gunicorn",
        "--config",
        "python:welfare.project.gunicorn_conf",
        "welfare.project.wsgi:application",
    ]
    serve()
    return 0
