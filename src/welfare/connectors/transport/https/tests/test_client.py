"""The pinned client: where it goes, whom it trusts, when it gives up."""

from pathlib import Path

import pytest

from welfare.connectors.transport.https import Server, patience, patiently
from welfare.lookup.ports import TransportError


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "https:///v1", "127.0.0.1", "https://127.0.0.1/?a=1"])
def test_an_address_that_is_none_is_told(url: str, tmp_path: Path) -> None:
    address, authority = Server(url, (tmp_path / "nowhere.pem",)).faults()
    assert "https://" in address and "憑證" in authority


def test_without_an_authority_nobody_is_trusted() -> None:
    assert Server("https://127.0.0.1/v1", ()).faults() != ()


class _Silence:
    def __init__(self, *, permanent: bool) -> None:
        self.tries, self.permanent = 0, permanent

    def __call__(self) -> None:
        self.tries += 1
        raise TransportError("再試。", permanent=self.permanent)


@pytest.mark.parametrize(
    ("permanent", "seconds", "tries", "pauses"), [(False, 60, 3, 2), (True, 60, 1, 0), (False, 0, 1, 0)]
)
def test_patience_has_an_end(monkeypatch, permanent, seconds, tries, pauses) -> None:
    """Three tries for what passes, one for what does not, one when nobody has time; pauses grow."""
    slept: list[float] = []
    monkeypatch.setattr(patience.time, "sleep", slept.append)
    silence = _Silence(permanent=permanent)
    with pytest.raises(TransportError):
        patiently(silence, seconds=seconds)
    assert (silence.tries, len(slept), sorted(slept)) == (tries, pauses, slept)
