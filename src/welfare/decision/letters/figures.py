"""The figures of a letter, copied from the determination word for word: nothing is computed here."""

import re
from datetime import date

from welfare.decision.letters.steps import Json, failed_of
from welfare.foundation.roc_calendar import roc_year, to_roc
from welfare.lookup.labels import SOURCE_LABELS

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CLAUSES = "①②③④⑤⑥⑦⑧⑨⑩"
_ARTICLE = re.compile(
    r"^(?P<law>.+?) §(?P<no>\d+)(?:-(?P<sub>\d+))?(?: (?P<par>[IVX]+))?(?: (?P<clause>[①-⑩]))?$"
)
_SOURCES = {"visit": "訪視", "application": "本人申報", "evidence": "佐證文件", "corrections": "矯正機關"}


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
    failed = failed_of(result)
    return tuple(f"{step['reason_zh'].rstrip('。')}（{step['article_full']}）。" for step in failed)


def share_items(result: Json) -> tuple[str, ...]:
    """What each listed person brings to the amount; nothing where one person receives all."""
    shares = [share for share in result.get("shares", ()) if share["monthly_amount"]]
    if len(result.get("shares", ())) < 2:
        return ()
    return tuple(f"{share['name']}：每月 {share['monthly_amount']:,} 元。" for share in shares)


def listed_names(facts: Json) -> tuple[str, ...]:
    """Who asks for aid (申請輔導人口), in the order of the application."""
    names = {person["id"]: str(person.get("name", "")) for person in facts["persons"]}
    return tuple(names[person] for person in facts["listed"])


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
