"""Driver for exchanges that take documents from a folder: a package appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from welfare.connectors.official_document.refusals import check_letter
from welfare.connectors.official_document.serialize import form_bytes, letter_bytes, validate
from welfare.connectors.official_document.tree import exchange_form_tree, letter_tree
from welfare.documents.ports import (
    DocumentRefused,
    ExchangeUnavailable,
    HandedOverFile,
    OfficialLetter,
    Receipt,
)
from welfare.foundation import clock


class PickupFolder:
    """Implements `OfficialDocumentExchange`. One package is one sub-folder: .di, .sw and attachments."""

    def __init__(
        self, folder: Path, *, dtd_folder: Path | None = None, clock: Callable[[], datetime] = clock.now
    ) -> None:
        self._folder, self._dtd_folder, self._clock = folder, dtd_folder, clock

    def check_config(self) -> tuple[str, ...]:
        """A sentence when the folder is missing or not writable, or the operator's DTD folder is missing."""
        findings = []
        if not self._folder.is_dir():
            findings.append("公文交換資料夾不存在，請建立資料夾或改設定。")
        elif not os.access(self._folder, os.W_OK):
            findings.append("公文交換資料夾不能寫入，請開放本系統寫入。")
        if self._dtd_folder is not None and not self._dtd_folder.is_dir():
            findings.append("正式 DTD 資料夾不存在，請放入檔案或取消這項設定。")
        return tuple(findings)

    def send(self, letter: OfficialLetter) -> Receipt:
        """Validate, write beside, rename into place. Sending the same letter again changes nothing.

        Raises DocumentRefused (malformed, or the number belongs to another letter) or ExchangeUnavailable.
        """
        check_letter(letter)
        package = package_name(letter)
        files = package_files(letter, package, self._dtd_folder)
        target = self._folder / package
        try:
            if target.is_dir():
                _require_same(target, files)
            else:
                self._write(target, files)
        except OSError:
            raise ExchangeUnavailable("公文交換資料夾目前不能寫入，系統會再試。", permanent=False) from None
        handed_over = tuple(
            HandedOverFile(name, sha256(content).hexdigest()) for name, content in files.items()
        )
        return Receipt(package, self._clock(), handed_over)

    def _write(self, target: Path, files: dict[str, bytes]) -> None:
        part = target.with_name(f".{target.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        for name, content in files.items():
            with (part / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        part.rename(target)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def package_name(letter: OfficialLetter) -> str:
    """Agency code, number and six digits of the word's hash: `376550000A_1150001234_5f3a1c`.

    One office numbers each word (發文字) from 1, and township codes are not all known: the number alone
    would collide. No personal data in a file name.
    """
    sender = re.sub(r"[^0-9A-Za-z]", "", letter.sender.agency_code)
    branch = re.sub(r"[^0-9A-Za-z]", "", letter.reference.branch)
    series = sha256(f"{letter.sender.full_name}|{letter.reference.word}".encode()).hexdigest()[:6]
    return f"{sender}_{letter.reference.roc_year}{letter.reference.serial:07d}{branch}_{series}"


def package_files(letter: OfficialLetter, package: str, dtd_folder: Path | None = None) -> dict[str, bytes]:
    """Every file of the package by name, the documents validated. Raises DocumentRefused."""
    attached = {
        f"{package}_attach{number}.{attachment.extension}": attachment.content
        for number, attachment in enumerate(letter.attachments, start=1)
    }
    entities = {f"ATTCH{number}": name for number, name in enumerate(attached, start=1)}
    form = f"{package}.sw"
    files = {
        f"{package}.di": letter_bytes(letter_tree(letter, tuple(entities)), form, entities),
        form: form_bytes(exchange_form_tree(letter)),
    }
    for content in files.values():
        validate(content, dtd_folder)
    return files | attached


def _require_same(target: Path, files: dict[str, bytes]) -> None:
    present = {path.name: path.read_bytes() for path in target.iterdir()}
    if present != files:
        raise DocumentRefused("這個發文字號已經發出另一份內容不同的公文，請改用新的字號。")
