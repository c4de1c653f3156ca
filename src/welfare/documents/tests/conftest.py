"""Every test of documents keeps its files in a folder of its own."""

import pytest


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    settings.STORAGE_URL = f"file:{tmp_path / 'storage'}"
