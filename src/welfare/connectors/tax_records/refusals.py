"""What a fault code or a result's status means for us: for ever or not, and a sentence to act on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from welfare.connectors.tax_records.messages import Fault, ResultStatus
from welfare.lookup.ports import TransportError

_RESULTS = {
    ResultStatus.ID_INVALID: TransportError(
        "財稅機關說這個統一編號不合規則。請核對身分證件，更正後再查。", permanent=True
    ),
    ResultStatus.NOT_AUTHORISED: TransportError(
        "財稅機關說我們不能查這個人。請核對法律依據；需要的話請當事人自行申請清單。", permanent=True
    ),
    ResultStatus.ERROR: TransportError("財稅機關查這個人時出錯，系統會自動再查。", permanent=False),
}


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text("utf-8"))
    return table


def refusal(fault: Fault | None) -> TransportError:
    """A code nobody agreed on is told with its number; whether to try again is then theirs to say."""
    if fault is None:
        return TransportError("中介平台退回這一批，但沒有說原因。請向平台查明。", permanent=False)
    known = _table()["codes"].get(fault.code)
    if known is not None:
        return TransportError(f"{known['sentence']}（{fault.code}）", permanent=bool(known["permanent"]))
    family = _table()["families"].get(fault.code[:3], "原因代碼不在約定裡")
    sentence = f"中介平台退回這一批：{family}（{fault.code}）。請向平台查明。"
    return TransportError(sentence, permanent=not fault.is_retryable)


def failure(status: ResultStatus) -> TransportError | None:
    """None where the register did look."""
    return _RESULTS.get(status)
