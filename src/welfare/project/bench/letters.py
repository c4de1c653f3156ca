"""One decision letter as PDF/A-3a, beside an empty page from the same typesetter with the same fonts."""

import dataclasses
from typing import Any

from welfare.decision.letters.content import (
    Addressee,
    LetterContent,
    Remedies,
    Section,
    TableCell,
    TableRow,
    Words,
)
from welfare.decision.letters.rendering import pdf_of
from welfare.documents.fonts import font_configuration
from welfare.project.bench import beside_floor, report

LETTER = LetterContent(
    title="示範函",
    practice="（虛構人物，練習環境）",
    issuer="示範縣政府",
    issuer_address="示範縣示範路 1 號",
    contacts=("承辦人：周測衡",),
    plain=(
        (Words("您的申請符合。"),),
        (Words("每月 "), Words("8,329 元", strong=True)),
        (Words("自本月起。"),),
    ),
    addressee=Addressee("林測月", "女", "民國 43 年 3 月 2 日", "U2•••••005", "示範縣示範鎮示範里 1 號"),
    issued_on="2026-11-20",
    issued_words="中華民國115年11月20日",
    reference="府社老字第1150000001號",
    speed="普通件",
    confidentiality="普通",
    attachments="無",
    subject=(Words("臺端申請中低收入老人生活津貼一案，經審核符合。"),),
    sections=tuple(
        Section(f"{n}、", "依據中低收入老人生活津貼發給辦法辦理。" * 4, "reason") for n in "一二三四五"
    ),
    table_heads=("",),
    table=(TableRow("每人每月收入", "元", "21,435", (TableCell("38,787.5", "少 17,352.5", True),)),),
    remedies=Remedies("本函為行政處分。", "經由本府向衛生福利部提起訴願", 30, "衛生福利部"),
    recipients="林測月",
    copies="示範鎮公所",
    signature="縣長　周測明",
    case_number="115-測-000001",
)


def run(size: int) -> dict[str, Any]:
    from weasyprint import HTML

    empty = HTML(string="<!doctype html><html lang=zh-Hant-TW><title>空白</title><body>空白")
    numbers = iter(range(1, 1_000_000))
    return report(
        "letters",
        [
            beside_floor(
                "one decision letter, tagged PDF/A-3a",
                lambda: pdf_of(dataclasses.replace(LETTER, case_number=f"115-測-{next(numbers):06d}")),
                floor="an_empty_page",
                floor_work=lambda: empty.write_pdf(font_config=font_configuration(), pdf_variant="pdf/a-3a"),
                times=size,
                rounds=3,
            )
        ],
    )
