"""The JSON Schema of the facts file: the published interface, each field described in Chinese and English."""

from __future__ import annotations

from typing import Any

from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.loading import CASE_FACTS, PERSON_FACTS
from welfare.rules.jurisdictions import JURISDICTIONS

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "format": "date"}
MONEY = {"type": "integer", "minimum": 0}
ORIGIN: dict[str, Any] = {
    "source": {**TEXT, "description": "資料來源 / where the value comes from"},
    "as_of": {**DAY, "description": "資料基準日 / date of the data"},
    "data_year": {"type": "integer", "description": "資料年度（西元） / year the data speak of"},
    "ref": {"type": "string", "description": "呼叫端自訂代號 / the caller's own identifier"},
}


def facts_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) that accepts what `load_facts` reads."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:welfare:facts:1",
        "title": "一戶之事實 / facts of one household",
        "description": "未填表示不明 / absent means unknown, never no. 金額為整數 / whole NT$.",
        **_object(
            {
                "$schema": {"type": "string"},
                "note": {"type": "string", "description": "備註 / remark, not used"},
                "jurisdiction": _described(_codes(_counties()), "受理縣市代碼", "county that decides"),
                "applicant": _described(TEXT, "申請人代號", "id of the applicant"),
                "listed": _described(
                    {"type": "array", "items": TEXT}, "申請輔導人口", "persons asking for aid"
                ),
                "applied_on": _described(DAY, "申請日", "day of application"),
                "documents_complete_on": _described(DAY, "文件備齊日", "day the file was complete"),
                "investigated_on": _described(
                    DAY, "調查日（年齡計算日）", "day of investigation: ages count on it"
                ),
                "source": ORIGIN["source"],
                "as_of": ORIGIN["as_of"],
                "persons": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/person"}},
                "decisions": {"type": "array", "items": {"$ref": "#/$defs/decision"}},
                "confirmed_parameters": {"type": "array", "items": {"$ref": "#/$defs/confirmed_parameter"}},
                "given": _given(
                    "直接給定之案件數值（收入為每月元）", "quantities of the case known as totals"
                ),
                **{name: _sourced(meta) for name, meta in CASE_FACTS.items()},
            },
            ("jurisdiction", "applicant", "persons"),
        ),
        "$defs": {
            "person": _person(),
            "decision": _described(
                _object(
                    {
                        "kind": _codes(words.DECISION_KIND),
                        "person": TEXT,
                        "amount": MONEY,
                        "household_class": _codes(words.HOUSEHOLD_CLASS),
                        **_judgement(),
                    },
                    ("kind", "by", "on", "reason"),
                ),
                "由人所作之決定",
                "a decision by a person, never automatic",
            ),
            "confirmed_parameter": _described(
                _object(
                    {
                        "name": TEXT,
                        "value": {"type": ["integer", "boolean"]},
                        "source": TEXT,
                        "by": TEXT,
                        "on": DAY,
                    },
                    ("name", "value", "source", "by", "on"),
                ),
                "承辦人填入之公告數值",
                "a figure the files lack, entered with its source",
            ),
        },
    }


def _person() -> dict[str, Any]:
    relatives = {"type": "array", "items": TEXT}
    return _object(
        {
            "id": _described(TEXT, "代號", "id within this file"),
            "name": _described({"type": "string"}, "姓名", "name, shown only"),
            "parents": _described(relatives, "父母（含收養）", "parents, adoption counts"),
            "spouse": _described({"type": "string"}, "配偶", "spouse"),
            "claims_as_dependant": _described(relatives, "認列扶養親屬", "persons claimed as tax dependants"),
            "source": ORIGIN["source"],
            "as_of": ORIGIN["as_of"],
            **{name: _sourced(meta) for name, meta in PERSON_FACTS.items()},
            "income": _list(
                {"kind": _codes(words.INCOME_KIND), "amount": MONEY, "period": _codes(words.PERIOD)},
                ("kind", "amount", "period"),
                "薪資以外收入（空白清單表示無）",
                "income other than wages; an empty list means none",
            ),
            "deposits": _list(
                {
                    "amount": MONEY,
                    "yearly_interest": _described(MONEY, "同一紀錄之全年利息", "interest of the same record"),
                },
                ("amount",),
                "存款本金",
                "deposit principal",
            ),
            "securities": _list(
                {"amount": MONEY},
                ("amount",),
                "有價證券（含未另列之投資）",
                "securities, investments among them",
            ),
            "movables": _list(
                {"kind": _codes(words.MOVABLE_KIND), "amount": MONEY},
                ("kind", "amount"),
                "其他動產（投資另列時亦填於此）",
                "other movable property, and investments when told apart",
            ),
            "real_estate": _list(
                {
                    "kind": _codes(words.REAL_ESTATE_KIND),
                    "value": MONEY,
                    "exclusion": _object(
                        {"ground": _codes(words.LAND_EXCLUSION), **_judgement()},
                        ("ground", "by", "on", "reason"),
                    ),
                },
                ("kind", "value"),
                "土地（公告現值）及房屋（評定現值）",
                "land and houses at assessed value",
            ),
            "given": _given("直接給定之個人數值（收入為每月元）", "quantities of the person known as totals"),
            "benefits": _list(
                {"code": _codes(words.BENEFIT), "monthly_amount": MONEY},
                ("code",),
                "現領其他給付",
                "other benefits",
            ),
        },
        ("id",),
    )


def _given(zh: str, en: str) -> dict[str, Any]:
    inner = _fact({"type": ["integer", "boolean"]})
    return _described({"type": "object", "additionalProperties": inner}, zh, en)


def _counties() -> words.Words:
    return {code: (j.zh, j.en) for code, j in JURISDICTIONS.items()}


def _judgement() -> dict[str, Any]:
    return {"by": TEXT, "on": DAY, "reason": TEXT, "evidence": {"type": "string"}}


def _codes(codes: words.Words) -> dict[str, Any]:
    listed = "；".join(f"{code} {zh} / {en}" for code, (zh, en) in codes.items())
    return {"type": "string", "enum": list(codes), "description": listed}


def _object(properties: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _described(schema: dict[str, Any], zh: str, en: str) -> dict[str, Any]:
    more = f"（{schema['description']}）" if "description" in schema else ""
    return {**schema, "description": f"{zh} / {en}{more}"}


def _list(properties: dict[str, Any], required: tuple[str, ...], zh: str, en: str) -> dict[str, Any]:
    return _described(
        {"type": ["array", "null"], "items": _object({**properties, **ORIGIN}, required)}, zh, en
    )


def _fact(inner: dict[str, Any]) -> dict[str, Any]:
    nullable = {**inner, "type": [*_types(inner), "null"]}
    if "enum" in inner:
        nullable["enum"] = [*inner["enum"], None]
    return {"anyOf": [nullable, _object({"value": nullable, **ORIGIN}, ("value",))]}


def _types(inner: dict[str, Any]) -> list[str]:
    return [inner["type"]] if isinstance(inner["type"], str) else list(inner["type"])


def _sourced(meta: Any) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "bool": {"type": "boolean"},
        "money": MONEY,
        "count": MONEY,
        "date": DAY,
        "text": TEXT,
        "county": _codes(_counties()),
    }
    inner = _codes(meta["codes"]) if meta["kind"] == "code" else kinds[meta["kind"]]
    return _described(_fact(inner), meta["zh"], meta["en"])
