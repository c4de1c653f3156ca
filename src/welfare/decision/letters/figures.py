"""The figures of a letter, copied from the determination word for word: nothing is computed here."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from welfare.decision.letters.content import TableRow
from welfare.foundation.roc_calendar import roc_year, to_roc
from welfare.lookup.labels import SOURCE_LABELS

Json = Mapping[str, Any]

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CLAUSES = "①②③④⑤⑥⑦⑧⑨⑩"
_ARTICLE = re.compile(
    r"^(?P<law>.+?) §(?P<no>\d+)(?:-(?P<sub>\d+))?(?: (?P<par>[IVX]+))?(?: (?P<clause>[①-⑩]))?$"
)
_SOURCES = {"visit": "訪視", "application": "本人申報", "evidence": "佐證文件", "corrections": "矯正機關"}


def table_rows(steps: Iterable[Json]) -> tuple[TableRow, ...]:
    """Every binding test on money with a figure, and every count the person missed."""
    return tuple(_row(step) for step in steps if _is_figure(step))


def _is_figure(step: Json) -> bool:
    if step["value"] is None or step["limit"] is None:
        return False
    return bool(
        (step["kind"] == "money" and step["binding"]) or (step["kind"] == "count" and is_failed(step))
    )


def is_failed(step: Json) -> bool:
    return bool(step["status"] == "failed")


def _row(step: Json) -> TableRow:
    return TableRow(
        label=step["label_zh"],
        limit=_limit(step),
        value=step["value_text"],
        difference=difference_words(step),
        unit=step["unit_zh"],
        met=not is_failed(step),
    )


def _limit(step: Json) -> str:
    beside = f"（公告為 {step['printed_text']}）" if step.get("printed_text") else ""
    return f"{step['limit_text']}{beside}"


def difference_words(step: Json) -> str:
    """超過 495, 少 1,838, 不足 3; 免審 where the law waives the test."""
    if step["status"] == "waived":
        return str(step["verdict_zh"])
    falls_short = step["comparator"] in (">", ">=")
    if is_failed(step):
        return f"{'不足' if falls_short else '超過'} {step['difference_text']}"
    return f"{'多' if falls_short else '少'} {step['difference_text']}"


def article_words(article: str) -> str:
    """社會救助法第5條第1項第2款 for 社會救助法 §5 I ②; an article written otherwise stays as it is."""
    found = _ARTICLE.match(article)
    if found is None:
        return article
    text = f"{found['law']}第{found['no']}條"
    if found["sub"]:
        text += f"之{found['sub']}"
    if found["par"] in _NUMERALS:
        text += f"第{_NUMERALS.index(found['par']) + 1}項"
    if found["clause"]:
        text += f"第{_CLAUSES.index(found['clause']) + 1}款"
    return text


def member_items(result: Json) -> tuple[str, ...]:
    """One sub-paragraph per counted member: who, why, how much, from where and of which year."""
    return tuple(_member(person, result) for person in result["counted_persons"])


def _member(person: Json, result: Json) -> str:
    parts = [
        f"{person['name']}（{person['relation_zh']}）：{person['reason_zh']}（{article_words(person['article'])}）。",
        f"{_income(person)}{_property(person)}",
    ]
    if origin := _origins(str(person["person"]), result):
        parts.append(f"資料來源：{origin}。")
    return "".join(parts)


def _income(person: Json) -> str:
    kinds = (
        ("工作收入", person.get("work_income"), f"（{person['rung_zh']}）" if person.get("rung_zh") else ""),
        ("財產收入", person.get("property_income"), ""),
        ("其他收入", person.get("other_income"), ""),
    )
    known = [f"{name} {amount:,} 元{basis}" for name, amount, basis in kinds if amount]
    if known:
        return f"每月{'、'.join(known)}。"
    return "" if person.get("work_income") is None else f"沒有列計收入（{person['rung_zh']}）。"


def _property(person: Json) -> str:
    kinds = (("動產", person.get("movable")), ("不動產", person.get("real_estate")))
    known = [f"{name} {amount:,} 元" for name, amount in kinds if amount is not None]
    return f"{'、'.join(known)}。" if known else ""


def _origins(person: str, result: Json) -> str:
    """財稅（113年度，民國115年11月18日查得）、…: each source of the person's figures once."""
    years: dict[str, set[int]] = {}
    days: dict[str, str] = {}
    for step in result["steps"]:
        for source in step["inputs"] if step["kind"] == "money" else ():
            if source["person"] == person and source["status"] == "fact":
                name = source["source"]
                years.setdefault(name, set()).update({source["data_year"]} - {None})
                days[name] = max(days.get(name, ""), source["as_of"] or "")
    return "、".join(_origin(name, sorted(years[name]), days[name]) for name in years)


def _origin(source: str, years: list[int], day: str) -> str:
    name = _SOURCES.get(source) or str(SOURCE_LABELS.get(source, source))
    details = [f"{roc_year(date(year, 1, 1))}年度" for year in years]
    if day:
        details.append(f"{to_roc(date.fromisoformat(day))}資料")
    return f"{name}（{'，'.join(details)}）" if details else name


def excluded_items(result: Json) -> tuple[str, ...]:
    """Who of the family is not counted, and why (社會救助法第5條第3項)."""
    return tuple(
        f"{person['name']}（{person['relation_zh']}）不列計：{person['reason_zh']}"
        f"（{article_words(person['article'])}）。"
        for person in result["excluded_persons"]
    )


def failed_items(result: Json) -> tuple[str, ...]:
    """Each test that was not met, in the engine's own sentence, with its article."""
    return tuple(
        f"{step['reason_zh'].rstrip('。')}（{step['article_full']}）。"
        for step in result["steps"]
        if is_failed(step)
    )


def change_items(result: Json) -> tuple[str, ...]:
    """What would change the result; the engine has verified each. Changes that only help together stand
    together, once."""
    words = {change["step"]: change["change_zh"].rstrip("。") for change in result["counterfactuals"]}
    groups: dict[frozenset[str], str] = {}
    for change in result["counterfactuals"]:
        others = [step for step in change["together_with"] if step in words]
        if others:
            together = "，而且".join(words[step] for step in (change["step"], *others))
            groups.setdefault(frozenset((change["step"], *others)), f"{together}。")
        else:
            alone = change["change_zh"].rstrip("。")
            groups[frozenset((change["step"], alone))] = f"{alone}。"
    return tuple(groups.values())


def first_failed(result: Json) -> Json | None:
    """The failed test to name first: one with a figure, else any."""
    failed = [step for step in result["steps"] if is_failed(step)]
    with_figure = [step for step in failed if step["kind"] != "check" and step["value"] is not None]
    return next(iter([*with_figure, *failed]), None)
