"""The gate every uploaded file passes: size, true kind, label, hidden second kinds, then decoding."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from welfare.documents.uploads.images import redraw
from welfare.documents.uploads.pdfs import rewrite
from welfare.documents.uploads.refusals import BadUpload

_MEGABYTE = 1024 * 1024
_HEAD = 1024
_IMAGE_NAMES = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
#: signs of a page or a script; seven bytes or more do not occur by chance
_ACTIVE = (b"<script", b"<!doctype", b"<svg xmlns", b"javascript:")


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """Content that is safe to keep: made by us, without metadata, of a kind we know."""

    content: bytes
    media_type: str
    pages: int = 1


def check_upload(upload: "UploadedFile[bytes]") -> CheckedUpload:
    """Check and clean one uploaded file. Raises BadUpload with one sentence in the reader's language."""
    size = upload.size or 0
    if not size:
        raise BadUpload(_("這個檔案是空的（0 位元組）。請重新拍一張，或重新選檔案。"))
    if size > settings.UPLOAD_MAX_BYTES:
        raise BadUpload(
            _("檔案有 %(size)d MB，最多 %(most)d MB。請改用手機拍照，或分成幾個檔案上傳。")
            % {"size": -(-size // _MEGABYTE), "most": settings.UPLOAD_MAX_BYTES // _MEGABYTE}
        )
    upload.seek(0)
    content = upload.read()
    kind = _true_kind(content)
    _check_label(upload.name or "", kind)
    _check_single_kind(content, kind)
    if kind == "pdf":
        pages, clean = rewrite(content)
        return CheckedUpload(clean, "application/pdf", pages)
    media_type, clean = redraw(content)
    return CheckedUpload(clean, media_type)


def _true_kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return "image"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "image"
    head = content[:_HEAD].lower()
    if b"<svg" in head:
        raise BadUpload(_("SVG 圖檔可能夾帶程式，不能上傳。請改成照片（JPEG、PNG）或 PDF。"))
    raise BadUpload(_("這不是照片也不是 PDF。請上傳 JPEG、PNG、HEIC 照片，或 PDF 檔。"))


def _check_label(name: str, kind: str) -> None:
    """A picture named .pdf (or the reverse) is a mistake or a trick; JPEG named .png is neither."""
    suffix = PurePath(name).suffix.lower()
    named = "pdf" if suffix == ".pdf" else "image" if suffix in _IMAGE_NAMES else ""
    if suffix and named != kind:
        raise BadUpload(
            _("檔名是「%(suffix)s」，內容卻是%(kind)s。請用原來的檔案重新上傳，不要改副檔名。")
            % {"suffix": suffix[:10], "kind": _("PDF") if kind == "pdf" else _("照片")}
        )


def _check_single_kind(content: bytes, kind: str) -> None:
    """A file that is two things at once is opened as the other one later: refuse it."""
    lowered = content.lower()
    hidden = (
        zipfile.is_zipfile(io.BytesIO(content))
        or (kind == "image" and b"%pdf-" in lowered[:_HEAD])
        or (kind == "image" and any(sign in lowered for sign in _ACTIVE))
    )
    if hidden:
        raise BadUpload(_("這個檔案裡面還藏著另一個檔案，不能上傳。請重新拍照，或重新掃描成 PDF。"))
