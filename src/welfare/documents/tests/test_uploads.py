"""What may come in: the content decides, and whatever is refused is refused in one sentence."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from welfare.documents.tests import pictures
from welfare.documents.uploads import BadUpload, check_upload
from welfare.documents.uploads.pdfs import MOST_PAGES

REFUSED = {
    "an empty file": ("photo.jpg", b"", "空的"),
    "a script": ("photo.jpg", b"#!/bin/sh\nrm -rf /", "不是照片也不是 PDF"),
    "an SVG": ("drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
    "a picture named PDF": ("letter.pdf", pictures.jpeg(), "內容卻是照片"),
    "a PDF named JPEG": ("photo.jpg", pictures.pdf(), "內容卻是PDF"),
    "a picture that is also an archive": (
        "photo.jpg",
        pictures.jpeg() + pictures.zip_file(),
        "藏著另一個檔案",
    ),
    "a picture that is also a page": ("photo.png", pictures.png() + b"<script>alert(1)</script>", "藏著"),
    "a picture of 2,500 megapixels": ("photo.png", pictures.huge_png(), "尺寸太大"),
    "half a picture": ("photo.jpg", pictures.jpeg(size=(2000, 2000))[:3000], "打不開"),
    "a PDF with a script": ("form.pdf", pictures.pdf_with_script(), "夾帶程式"),
    "a PDF with a password": ("form.pdf", pictures.pdf_with_password(), "密碼"),
    "a PDF of too many pages": ("form.pdf", pictures.pdf(MOST_PAGES + 1), "51 頁"),
    "half a PDF": ("form.pdf", b"%PDF-1.7\nnothing", "打不開"),
}


@pytest.mark.proves("R5")
@pytest.mark.proves("ASVS-5.2")
@pytest.mark.parametrize("what", REFUSED, ids=lambda what: str(what).replace(" ", "-"))
def test_what_cannot_be_kept_is_refused_in_one_sentence(what):
    name, content, words = REFUSED[what]
    with pytest.raises(BadUpload) as refusal:
        check_upload(pictures.upload(content, name))
    assert words in str(refusal.value)
    assert str(refusal.value).endswith("。")


@pytest.mark.proves("ASVS-5.2")
def test_an_80_mb_file_is_refused_before_it_is_read():
    class NeverRead(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("the file was read")

    upload = NeverRead("scan.pdf", b"%PDF-")
    upload.size = 80 * 1024 * 1024
    with pytest.raises(BadUpload, match="80 MB，最多 20 MB"):
        check_upload(upload)


@pytest.mark.proves("ASVS-5.2")
def test_a_photo_loses_its_place_and_its_remarks():
    checked = check_upload(pictures.upload(pictures.jpeg_with_place()))
    with Image.open(io.BytesIO(checked.content)) as kept:
        assert not dict(kept.getexif())
    assert b"taken at home" not in checked.content


def test_a_phone_picture_in_heic_becomes_a_jpeg_everybody_can_open():
    checked = check_upload(pictures.upload(pictures.heic(), "IMG_0001.HEIC"))
    assert checked.media_type == "image/jpeg"
    assert Image.open(io.BytesIO(checked.content)).size == (320, 200)


def test_a_jpeg_that_a_phone_named_png_is_still_taken():
    assert check_upload(pictures.upload(pictures.jpeg(), "photo.png")).media_type == "image/jpeg"


def test_a_sideways_photo_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    checked = check_upload(pictures.upload(pictures.jpeg(exif=exif.tobytes())))
    assert Image.open(io.BytesIO(checked.content)).size == (200, 320)


@pytest.mark.proves("R5")
def test_a_plain_pdf_is_written_anew_without_its_metadata():
    def name(document: pikepdf.Pdf) -> None:
        document.docinfo["/Author"] = "somebody"

    checked = check_upload(pictures.upload(pictures.pdf(3, name), "scan.pdf"))
    assert (checked.media_type, checked.pages) == ("application/pdf", 3)
    assert b"somebody" not in checked.content


@pytest.mark.proves("R5")
def test_a_script_hidden_in_an_annotation_is_found():
    def hide(document: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd"))
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 1, 1], A=action)
        document.pages[0].Annots = pikepdf.Array([annotation])

    with pytest.raises(BadUpload, match="夾帶程式"):
        check_upload(pictures.upload(pictures.pdf(1, hide), "scan.pdf"))
