"""Stored files on their way out: a page that cannot run anything, frame anything or be guessed at."""

from urllib.parse import quote

from django.http import HttpResponse

_POLICY = "Content-Security-Policy"
_CANNOT_RUN = "sandbox; script-src 'none'"


class StoredFileResponse(HttpResponse):
    """A response whose security policy can only get stricter: the house's policy plus `sandbox`."""

    def __init__(self, content: bytes, *, media_type: str, file_name: str, inline: bool) -> None:
        super().__init__(content, content_type=media_type)
        way = "inline" if inline else "attachment"
        self["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(file_name, safe='')}"
        self["X-Content-Type-Options"] = "nosniff"
        self["Cache-Control"] = "no-store"
        self[_POLICY] = "default-src 'none'"

    def __setitem__(self, header: str, value: str | bytes | int) -> None:
        if header == _POLICY:
            # two policies joined by a comma are both enforced (CSP Level 3, 2.2.2)
            value = f"{value!s}, {_CANNOT_RUN}"
        super().__setitem__(header, value)
