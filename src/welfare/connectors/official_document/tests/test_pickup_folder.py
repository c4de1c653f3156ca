"""An official document leaves whole, valid and once, or it does not leave at all."""

import socket
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from welfare.connectors.official_document.numbering import chinese_number, clause_number
from welfare.connectors.official_document.pickup_folder import PickupFolder, package_name
from welfare.connectors.official_document.serialize import validate
from welfare.documents.ports import (
    Attachment,
    Clause,
    Confidentiality,
    DocumentKind,
    DocumentRefused,
    ExchangeUnavailable,
    OfficialLetter,
    Paragraph,
    Recipient,
    RecipientKind,
    ReferenceNumber,
    Sender,
)

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LETTER = OfficialLetter(
    kind=DocumentKind.LETTER,
    sender=Sender("花蓮縣玉里鎮公所", "TEST000001"),
    address="981花蓮縣玉里鎮測試路1號",
    contacts=("承辦人：測試員", "電話：03-8880000#101"),
    recipients=(Recipient("花蓮縣政府", agency_code="376550000A"),),
    issued_on=date(2026, 11, 20),
    reference=ReferenceNumber("玉鎮社字", 115, 1234),
    subject="檢送本所115年11月份初審名冊1份，請　鑒核。",
    paragraphs=(
        Paragraph(
            "說明：",
            clauses=(
                Clause("依中低收入老人生活津貼發給辦法第6條辦理。"),
                Clause("名冊如附：", (Clause("符合12件。"), Clause("申請人林測𡍼等。"))),
            ),
        ),
    ),
    signature="鎮長　○○○",
    confidentiality=Confidentiality("密", "本件於公文辦結後解密"),
    copies=(Recipient("本所社會課", kind=RecipientKind.UNIT),),
    attachment_note="如說明二",
    attachments=(Attachment("ods", b"roster"), Attachment("pdf", b"page")),
)

PACKAGE = package_name(LETTER)


@pytest.fixture
def exchange(tmp_path: Path) -> PickupFolder:
    return PickupFolder(tmp_path, clock=lambda: NOW)


def sent(tmp_path: Path, suffix: str) -> bytes:
    return (tmp_path / PACKAGE / f"{PACKAGE}{suffix}").read_bytes()


def test_the_package_holds_the_document_the_form_and_the_attachments(exchange, tmp_path) -> None:
    receipt = exchange.send(LETTER)
    folder = tmp_path / receipt.package
    assert sorted(path.suffix for path in folder.iterdir()) == [".di", ".ods", ".pdf", ".sw"]
    assert receipt.handed_over_at == NOW
    for file in receipt.files:
        assert sha256((folder / file.name).read_bytes()).hexdigest() == file.sha256


def test_the_document_has_the_elements_of_the_published_sample_in_their_order(exchange, tmp_path) -> None:
    exchange.send(LETTER)
    ours = [child.tag for child in validate(sent(tmp_path, ".di"))]
    assert ours == [child.tag for child in validate((HERE / "sample.di").read_bytes())]


def test_chinese_element_names_are_written_as_they_are(exchange, tmp_path) -> None:
    exchange.send(LETTER)
    document = sent(tmp_path, ".di").decode("utf-8")
    assert "<發文機關>" in document and "林測𡍼" in document and "&#" not in document


def test_the_clauses_are_numbered_by_their_depth(exchange, tmp_path) -> None:
    exchange.send(LETTER)
    numbers = [clause.get("序號") for clause in validate(sent(tmp_path, ".di")).iter("條列")]
    assert numbers == ["一、", "二、", "(一)", "(二)"]


def test_the_exchange_form_routes_by_agency_code(exchange, tmp_path) -> None:
    exchange.send(LETTER)
    ours = [(e.tag, e.text) for e in validate(sent(tmp_path, ".sw")) if e.tag != "本別"]
    assert ours == [(e.tag, e.text) for e in validate((HERE / "sample.sw").read_bytes()) if e.tag != "本別"]


def test_two_series_of_one_office_with_the_same_number_are_two_packages(exchange, tmp_path) -> None:
    exchange.send(LETTER)
    exchange.send(replace(LETTER, reference=ReferenceNumber("玉鎮社助字", 115, 1234)))
    assert len(list(tmp_path.iterdir())) == 2


def test_the_same_letter_sent_twice_leaves_once(exchange, tmp_path) -> None:
    assert exchange.send(LETTER) == exchange.send(LETTER)
    assert len(list(tmp_path.iterdir())) == 1


def test_another_letter_under_the_same_number_is_refused(exchange) -> None:
    exchange.send(LETTER)
    with pytest.raises(DocumentRefused, match="改用新的字號"):
        exchange.send(replace(LETTER, subject="另一份公文"))


def test_a_half_written_package_of_a_killed_server_is_replaced(exchange, tmp_path) -> None:
    (tmp_path / f".{PACKAGE}.part").mkdir()
    (tmp_path / f".{PACKAGE}.part" / "half").write_bytes(b"")
    exchange.send(LETTER)
    assert [path.name for path in tmp_path.iterdir()] == [PACKAGE]


def test_a_missing_folder_is_told_on_the_health_page_and_can_be_tried_again(tmp_path) -> None:
    exchange = PickupFolder(tmp_path / "gone")
    assert exchange.check_config() == ("公文交換資料夾不存在，請建立資料夾或改設定。",)
    with pytest.raises(ExchangeUnavailable) as unavailable:
        exchange.send(LETTER)
    assert not unavailable.value.permanent


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"subject": " "}, "主旨是空白，請填寫。"),
        ({"recipients": ()}, "沒有正本受文者，請至少填一個。"),
        ({"sender": Sender("公所", "SHORT")}, "發文機關代碼應為 10 碼英數字。"),
        ({"subject": "\x07"}, "文字裡有看不見的控制字元，請刪掉後再送。"),
        ({"attachments": (Attachment("../x", b""),)}, "附件的副檔名只能是小寫英數字，例如 ods、pdf。"),
        ({"attachment_note": ""}, "有附件時要寫附件說明，例如「如說明二」。"),
    ],
)
def test_a_letter_that_cannot_be_issued_says_what_to_mend(exchange, tmp_path, changes, sentence) -> None:
    with pytest.raises(DocumentRefused) as refused:
        exchange.send(replace(LETTER, **changes))
    assert sentence in refused.value.sentences
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_order_of_elements_is_refused() -> None:
    content = (HERE / "sample.di").read_text("utf-8").replace('<函類別 代碼="函"/>', "")
    with pytest.raises(DocumentRefused, match="不合交換格式"):
        validate(content.encode())


def test_an_undeclared_attachment_is_refused() -> None:
    content = (HERE / "sample.di").read_text("utf-8").replace("ATTCH1 ATTCH2", "ATTCH1 ATTCH9")
    with pytest.raises(DocumentRefused):
        validate(content.encode())


def test_a_document_cannot_read_files_or_reach_the_network(monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a document opened a connection")

    monkeypatch.setattr(socket, "create_connection", refuse)
    foreign = (HERE / "sample.di").read_text("utf-8")
    foreign = foreign.replace("<!ENTITY 表單", '<!ENTITY steal SYSTEM "file:///etc/hostname">\n<!ENTITY 表單')
    foreign = foreign.replace("<地址>981", "<地址>&steal;")
    try:
        text = "".join(validate(foreign.encode()).itertext())
    except DocumentRefused:
        text = ""
    assert Path("/etc/hostname").read_text().strip() not in text


def test_the_operators_official_dtd_comes_before_ours(tmp_path) -> None:
    (tmp_path / "104_roster_utf8.dtd").write_text("<!ELEMENT 交換表單 EMPTY>", "utf-8")
    with pytest.raises(DocumentRefused):
        validate((HERE / "sample.sw").read_bytes(), tmp_path)


def test_numbers_of_clauses() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]
    assert [clause_number(depth, 2) for depth in range(4)] == ["二、", "(二)", "2、", "(2)"]


def test_the_bundled_dtds_say_that_they_are_reconstructions() -> None:
    folder = HERE.parent / "dtd"
    assert all("RECONSTRUCTION, not the official file" in p.read_text("utf-8") for p in folder.iterdir())
    assert all(etree.DTD(str(path)) is not None for path in folder.iterdir())
