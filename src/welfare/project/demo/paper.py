"""Pictures of papers that nobody ever issued: drawn, and marked as samples across the whole page."""

import io
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from welfare.documents.fonts import letter_font_faces

MARK = "樣張虛構"
SIZE = (800, 560)
_INK, _GREY, _PAPER, _LINE = (40, 44, 52), (120, 126, 134), (250, 249, 245), (200, 202, 206)
_PRINT_QUALITY = 80

Row = tuple[str, str]


def passbook_cover(
    holder: str, account: str, *, bank: str = "中華郵政股份有限公司（樣張）"
) -> SimpleUploadedFile:
    """The cover of a savings passbook. account: 14 digits of the post office, or a bank's number."""
    rows = [("戶名", holder), ("局號帳號", f"{account[:7]}  {account[7:]}"), ("幣別", "新臺幣")]
    return _sheet("passbook.jpg", bank, "存簿儲金 封面", rows)


def application_form(applicant: str, number: str, day: str, *, benefit: str) -> SimpleUploadedFile:
    """The signed last page of an application for a benefit."""
    rows = [("申請項目", benefit), ("案號", number), ("申請人簽名", applicant), ("日期", day)]
    return _sheet("application.jpg", "申請書（簽名頁）", "已唸給申請人聽，確認無誤", rows)


def wage_certificate(employee: str, employer: str, monthly: int, year: int) -> SimpleUploadedFile:
    """An employer's certificate of this year's wage. monthly: NT$; year: ROC."""
    rows = [
        ("員工", employee),
        ("月薪", f"新臺幣 {monthly:,} 元"),
        ("年度", f"{year} 年"),
        ("雇主", employer),
    ]
    return _sheet("wage.jpg", "薪資證明書", "茲證明下列員工之每月薪資", rows)


def _sheet(name: str, title: str, line: str, rows: list[Row]) -> SimpleUploadedFile:
    picture = _background().copy()
    draw = ImageDraw.Draw(picture)
    draw.text((56, 48), title, font=_font(34), fill=_INK)
    draw.text((56, 104), line, font=_font(22), fill=_GREY)
    for position, (label, value) in enumerate(rows):
        top = 190 + position * 82
        draw.text((56, top), label, font=_font(20), fill=_GREY)
        draw.text((220, top - 6), value, font=_font(30), fill=_INK)
        draw.line((56, top + 50, SIZE[0] - 56, top + 50), fill=_LINE, width=2)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_PRINT_QUALITY)
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


@cache
def _background() -> Image.Image:
    """Paper with the mark across it; drawn once."""
    picture = Image.new("RGB", SIZE, _PAPER)
    mark = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(mark)
    for left, top in ((40, 60), (420, 60), (40, 320), (420, 320)):
        draw.text((left, top), MARK, font=_font(76), fill=64)
    turned = mark.rotate(18, resample=Image.Resampling.BILINEAR)
    picture.paste((214, 120, 96), mask=turned)
    return picture


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(letter_font_faces()[0].file, size)
