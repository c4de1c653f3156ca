"""What may come in: the content decides, never the name. Images are drawn anew, PDFs rewritten."""

from welfare.documents.uploads.checking import CheckedUpload, check_upload
from welfare.documents.uploads.refusals import BadUpload

__all__ = ["BadUpload", "CheckedUpload", "check_upload"]
