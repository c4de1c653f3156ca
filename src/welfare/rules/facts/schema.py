"""The JSON Schema of the facts file: the published interface, each field described in Chinese and English."""

from __future__ import annotations

from typing import Any

from welfare.rules.facts import vocabulary as words
from welfare.rules.facts.loading import CASE_FACTS, PERSON_FACTS
from welfare.rules.jurisdictions import JURISDICTIONS

TEXT = {"type": "string", "minLength": 1}
ANY_TEXT = {"type": "string"}
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
                "note": _described(ANY_TEXT, "備註", "remark, not used"),
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
                "persons": _described(
                    {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/person"}},
                    "人員（不論是否列計）",
                    "everybody who may matter, counted or not",
                ),
                "decisions": _described(
                    {"type": "array", "items": {"$ref": "#/$defs/decision"}},
                    "由人所作之決定",
                    "decisions by people",
                ),
                "confirmed_parameters": _described(
                    {"type": "array", "items": {"$ref": "#/$defs/confirmed_parameter"}},
                    "承辦人填入之公告數值",
                    "figures entered for this case",
                ),
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
                        "kind": _described(_codes(words.DECISION_KIND), "決定事項", "what was decided"),
                        "person": _described(TEXT, "所涉人員", "about whom"),
                        "amount": _described(MONEY, "金額", "amount in NT$, a month where it is income"),
                        "household_class": _described(
                            _codes(words.HOUSEHOLD_CLASS), "款別", "class of the household"
                        ),
                        "waives": _described(_codes(words.MEANS_TEST), "免審項目", "test that is waived"),
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
                        "name": _described(TEXT, "參數名稱", "name of the parameter"),
                        "value": _described({"type": ["integer", "boolean"]}, "數值", "the figure"),
                        "source": _described(TEXT, "數值來源", "where the figure comes from"),
                        "by": _described(TEXT, "填入之人", "who entered it"),
                        "on": _described(DAY, "填入日", "day it was entered"),
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
            "name": _described(ANY_TEXT, "姓名", "name, shown only"),
            "parents": _described(relatives, "父母（含收養）", "parents, adoption counts"),
            "spouse": _described(ANY_TEXT, "配偶", "spouse"),
            "claims_as_dependant": _described(relatives, "認列扶養親屬", "persons claimed as tax dependants"),
            "source": ORIGIN["source"],
            "as_of": ORIGIN["as_of"],
            **{name: _sourced(meta) for name, meta in PERSON_FACTS.items()},
            "income": _list(
                {
                    "kind": _described(_codes(words.INCOME_KIND), "收入種類", "kind of income"),
                    "amount": _described(MONEY, "金額", "amount in NT$"),
                    "period": _described(_codes(words.PERIOD), "期間", "by month or by year"),
                },
                ("kind", "amount", "period"),
                "薪資以外收入（空白清單表示無）",
                "income other than wages; an empty list means none",
            ),
            "deposits": _list(
                {
                    "amount": _described(MONEY, "本金", "principal"),
                    "yearly_interest": _described(MONEY, "同一紀錄之全年利息", "interest of the same record"),
                },
                ("amount",),
                "存款本金",
                "deposit principal",
            ),
            "securities": _list(
                {"amount": _described(MONEY, "價值", "value")},
                ("amount",),
                "有價證券（含未另列之投資）",
                "securities, investments among them",
            ),
            "movables": _list(
                {
                    "kind": _described(_codes(words.MOVABLE_KIND), "動產種類", "kind of movable property"),
                    "amount": _described(MONEY, "價值", "value"),
                },
                ("kind", "amount"),
                "其他動產（投資另列時亦填於此）",
                "other movable property, and investments when told apart",
            ),
            "real_estate": _list(
                {
                    "kind": _described(_codes(words.REAL_ESTATE_KIND), "土地或房屋", "land or house"),
                    "value": _described(MONEY, "現值（本人持分）", "assessed value of the own share"),
                    "exclusion": _described(
                        _object(
                            {
                                "ground": _described(
                                    _codes(words.LAND_EXCLUSION), "不列計之事由", "ground of the exclusion"
                                ),
                                **_judgement(),
                            },
                            ("ground", "by", "on", "reason", "evidence"),
                        ),
                        "經認定不列計",
                        "recognised as not counted",
                    ),
                },
                ("kind", "value"),
                "土地（公告現值）及房屋（評定現值）",
                "land and houses at assessed value",
            ),
            "given": _given("直接給定之個人數值（收入為每月元）", "quantities of the person known as totals"),
            "benefits": _list(
                {
                    "code": _described(_codes(words.BENEFIT), "給付種類", "benefit"),
                    "monthly_amount": _described(MONEY, "每月金額", "amount a month"),
                },
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
    return {
        "by": _described(TEXT, "作成決定之人", "who decided"),
        "on": _described(DAY, "決定日", "day of the decision"),
        "reason": _described(TEXT, "理由", "reason"),
        "evidence": _described(ANY_TEXT, "證據", "evidence"),
    }


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
