"""Small files of every kind that reaches the upload gate, good and bad. Nobody's real paper is among them."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def picture(size: tuple[int, int] = (320, 200), colour: str = "white") -> Image.Image:
    return Image.new("RGB", size, colour)


def jpeg(colour: str = "white", *, exif: bytes = b"", size: tuple[int, int] = (320, 200)) -> bytes:
    out = io.BytesIO()
    picture(size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(colour: str = "white") -> bytes:
    out = io.BytesIO()
    picture(colour=colour).save(out, "PNG")
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(out)
    return out.getvalue()


def jpeg_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif.get_ifd(0x8825)[2] = (23.0, 58.0, 0.0)
    return jpeg(exif=exif.tobytes())


def pdf(pages: int = 1, change: Callable[[pikepdf.Pdf], None] | None = None, **how: object) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out, **how)
    return out.getvalue()


def pdf_with_script() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        document.Root.OpenAction = action

    return pdf(change=add)


def pdf_with_password() -> bytes:
    return pdf(encryption=pikepdf.Encryption(user="secret", owner="secret"))


def huge_png() -> bytes:
    """50,000 × 50,000 dots in a few kilobytes: the header alone must stop it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    side = (50_000).to_bytes(4, "big")
    header = side + side + bytes([8, 2, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def zip_file() -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")
