"""Where this installation keeps things. Standard library only; reads the environment, creates nothing."""

import os
from pathlib import Path

DEFAULT_PORT = 8000


def checkout() -> Path:
    """The folder that holds pyproject.toml when run from a clone, else the current folder."""
    clone = Path(__file__).resolve().parents[3]
    return clone if (clone / "pyproject.toml").is_file() else Path.cwd()


def package_dir() -> Path:
    """The folder of the package `welfare` itself."""
    return Path(__file__).resolve().parents[1]


def data_dir() -> Path:
    """Everything this installation writes: database cluster, evidence, secrets, fonts, logs."""
    return Path(os.environ.get("WELFARE_DATA_DIR") or checkout() / ".data").absolute()


def font_dir() -> Path:
    """Fonts do not differ between data folders, so a test's own data folder may borrow the checkout's."""
    return Path(os.environ.get("WELFARE_FONT_DIR") or data_dir() / "fonts").absolute()


def port() -> int:
    """The port of the web interface. Raises ValueError with a sentence when WELFARE_PORT is not a port."""
    text = os.environ.get("WELFARE_PORT") or str(DEFAULT_PORT)
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ValueError(f"WELFARE_PORT is {text!r}; it must be a number between 1 and 65535.")
    return int(text)
