"""PDFs: no password, no scripts, few pages; written anew without actions or metadata."""

import io
from typing import Any

import pikepdf
from django.utils.translation import gettext as _

from welfare.documents.uploads.refusals import BadUpload

MOST_PAGES = 50
MOST_OBJECTS = 50_000
#: actions that run, send or start something (ISO 32000-1, 12.6.4)
_ACTING = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute"}
)
_ACTIVE_KEYS = ("/JS", "/XFA", "/RichMediaContent", "/EmbeddedFiles", "/EF")


def rewrite(content: bytes) -> tuple[int, bytes]:
    """(pages, content) of the document written anew. Raises BadUpload.

    Kept: pages. Dropped: opening actions, attachments' names, metadata.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _check(pdf)
            for key in ("/OpenAction", "/AA", "/Names", "/Metadata"):
                if key in pdf.Root:
                    del pdf.Root[key]
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            out = io.BytesIO()
            pdf.save(out, deterministic_id=True)
            return len(pdf.pages), out.getvalue()
    except pikepdf.PasswordError as error:
        raise BadUpload(_("這個 PDF 有密碼。請先取消密碼，或直接拍照上傳。")) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise BadUpload(_("這個 PDF 打不開，檔案可能壞了。請重新掃描，或直接拍照上傳。")) from error


def _check(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise BadUpload(_("這個 PDF 有加密。請先取消加密，或直接拍照上傳。"))
    if len(pdf.pages) > MOST_PAGES:
        raise BadUpload(
            _("這個 PDF 有 %(pages)d 頁，最多 %(most)d 頁。請只留需要的那幾頁再上傳。")
            % {"pages": len(pdf.pages), "most": MOST_PAGES}
        )
    if not pdf.pages:
        raise BadUpload(_("這個 PDF 沒有任何一頁。請重新掃描，或直接拍照上傳。"))
    if len(pdf.objects) > MOST_OBJECTS or any(_is_active(item) for item in pdf.objects):
        raise BadUpload(_("這個 PDF 夾帶程式或附件，不能上傳。請列印後拍照，或重新掃描成 PDF。"))


def _is_active(item: Any) -> bool:
    """Whether an object, or a dictionary written inside it, does something."""
    if isinstance(item, pikepdf.Array):
        return any(_is_active(part) for part in item if not getattr(part, "is_indirect", False))
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    if any(key in item for key in _ACTIVE_KEYS) or str(item.get("/S", "")) in _ACTING:
        return True
    return any(
        _is_active(item[key])
        for key in item.keys()  # noqa: SIM118 - a pikepdf dictionary iterates over nothing without keys()
        if not getattr(item[key], "is_indirect", False)
    )
