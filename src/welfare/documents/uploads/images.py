"""Photos: opened only as what they may be, measured before they are drawn, drawn anew without metadata."""

import io
from typing import Any

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

from welfare.documents.uploads.refusals import BadUpload

MOST_PIXELS = 64_000_000
LONGEST_SIDE = 20_000
STORED_SIDE = 4_000
_QUALITY = 88
_FORMATS = ("JPEG", "PNG", "HEIF")
_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}

pillow_heif.register_heif_opener(thumbnails=False)
# Our own limit is checked before decoding; Pillow's is kept as the second one.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def redraw(content: bytes) -> tuple[str, bytes]:
    """(media type, content) of the picture drawn anew: upright, no EXIF or place, HEIC as JPEG.

    Raises BadUpload for a picture too large to draw or one that does not decode.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            _check_measure(picture.size)
            target = "PNG" if picture.format == "PNG" else "JPEG"
            picture.draft("RGB", (STORED_SIDE, STORED_SIDE))
            # the letter printer switches tolerance of half pictures on for the whole process
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            picture.load()
            drawn = _plain(ImageOps.exif_transpose(picture), target)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise BadUpload(_("這張照片打不開，檔案可能壞了。請重新拍一張。")) from error
    drawn.thumbnail((STORED_SIDE, STORED_SIDE))
    out = io.BytesIO()
    options: dict[str, Any] = {"quality": _QUALITY} if target == "JPEG" else {"compress_level": 6}
    drawn.save(out, target, **options)
    return _MEDIA_TYPES[target], out.getvalue()


def _check_measure(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS or max(size) > LONGEST_SIDE:
        raise _too_many_pixels()


def _too_many_pixels() -> BadUpload:
    return BadUpload(
        _("這張圖的尺寸太大（超過 %(most)d 百萬像素），無法處理。請用一般拍照模式重拍。")
        % {"most": MOST_PIXELS // 1_000_000}
    )


def _plain(picture: Image.Image, target: str) -> Image.Image:
    """A fresh picture with nothing but its dots; see-through parts become white paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    if target == "PNG" and picture.mode in ("1", "L"):
        return _copy(picture.convert("L"))
    return _copy(picture.convert("RGB"))


def _copy(picture: Image.Image) -> Image.Image:
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh
