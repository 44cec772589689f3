"""Goods and precursors of a declaration, read: every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

import pandas as pd

from zzcarbon.errors import DataError, Problem, UnitError, ZzcarbonError, english, shown
from zzcarbon.footprint.border.default_values import border_country, is_covered, plain_code, sector_of
from zzcarbon.tables import row_numbers
from zzcarbon.units import conversion_factor

__all__ = ["GOOD_COLUMNS", "Good", "read_goods"]

GOOD_COLUMNS = {
    "id": "编号",
    "cn_code": "CN编码;CN代码;海关编码;商品编码;税号",
    "country": "原产国;生产国;原产地;国家",
    "mass": "质量;净重;数量",
    "unit": "单位",
    "year": "年份;进口年份",
    "quarter": "季度",
    "method": "方法",
    "variant": "品种",
    "route": "工艺路线;路线",
    "default_value": "默认值",
    "see": "隐含排放",
    "attributed_direct": "归属直接排放",
    "attributed_indirect": "归属间接排放",
    "activity_level": "产量;活动水平",
    "benchmark": "基准值",
    "free_allocation": "免费配额",
    "carbon_price_paid": "已付碳价",
    "importer": "进口商",
    "of": "用于",
}
"""Columns of goods and precursors with their Chinese names."""

_ELECTRICITY = "271600"
_NUMBERS = ("mass", "default_value", "see", "attributed_direct", "attributed_indirect", "activity_level", "benchmark",
            "free_allocation", "carbon_price_paid")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Good:
    """A good or a precursor; numbers are exact, None where nothing stands.

    Masses are tonnes, emissions t CO2e, specific ones t CO2e/t, the carbon price paid EUR for the whole row.
    """

    id: str
    cn_code: str
    country: str
    mass: Decimal
    year: int
    quarter: int | None
    method: str
    variant: str = ""
    route: str = ""
    default_value: Decimal | None = None
    see: Decimal | None = None
    attributed_direct: Decimal | None = None
    attributed_indirect: Decimal | None = None
    activity_level: Decimal | None = None
    benchmark: Decimal | None = None
    free_allocation: Decimal | None = None
    carbon_price_paid: Decimal | None = None
    importer: str = ""
    of: str = ""
    precursors: tuple[Good, ...] = field(default=())

    @property
    def sector(self) -> str:
        """Sector of the code."""
        return sector_of(self.cn_code)


def read_goods(frame: pd.DataFrame, precursors: pd.DataFrame | None, file: str = "") -> tuple[Good, ...]:
    """Read goods with the tree of their precursors.

    Raises
    ------
    DataError
        Every problem of both tables: codes, countries, numbers, units, years, ids, loops of precursors.
    """
    problems: list[Problem] = []
    goods = _rows(frame, file or "goods", problems, part=False)
    parts = [] if precursors is None else _rows(precursors, "precursors", problems, part=True)
    _check_ids(goods, parts, problems)
    if problems:
        message = f"the declaration has {len(problems)} problems"
        raise DataError(message, problems)
    by_parent: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        by_parent.setdefault(part["of"], []).append(part)
    return tuple(_tree(row, by_parent, row) for row in goods)


def _rows(frame: pd.DataFrame, file: str, problems: list[Problem], *, part: bool) -> list[dict[str, Any]]:
    known = {name: key for key, names in GOOD_COLUMNS.items() for name in (key, *names.split(";"))}
    table = frame.rename(columns=lambda column: known.get(str(column).strip(), str(column)))
    unknown = [str(column) for column in table.columns if column not in GOOD_COLUMNS]
    problems += [Problem(file, "", c, "", "unknown column", f"Columns: {', '.join(GOOD_COLUMNS)}.") for c in unknown]
    needed = ("of", "cn_code", "mass") if part else ("cn_code", "country", "mass", "year")
    missing = [column for column in needed if column not in table]
    problems += [Problem(file, "", column, "", "the column is missing", "Add it.") for column in missing]
    if missing:
        return []
    records = table.to_dict("records")
    prefix = "precursor" if part else "good"
    numbered = enumerate(zip(records, row_numbers(frame), strict=True), start=1)
    return [_row(record, f"{prefix}-{at}", str(row), file, problems, part) for at, (record, row) in numbered]


def _row(
    record: Mapping[Any, Any], name: str, at: str, file: str, problems: list[Problem], part: bool
) -> dict[str, Any]:
    def report(column: str, value: object, problem: str, remedy: str) -> None:
        problems.append(Problem(file, at, column, shown(value), problem, remedy))

    row: dict[str, Any] = {column: _text(record.get(column)) for column in GOOD_COLUMNS}
    for column in _NUMBERS:
        row[column] = _number(row[column], column, report, needed=column == "mass")
    row["id"] = row["id"] or name
    _checked(plain_code, row, "cn_code", report)
    _check_covered(row["cn_code"], report)
    if row["country"]:
        _checked(border_country, row, "country", report)
    elif not part and row["default_value"] is None and row["see"] is None and row["attributed_direct"] is None:
        report("country", "", "the country is missing", "Name the country of production.")
    row["mass"] = _in_tonnes(row["mass"], row.pop("unit") or "t", report)
    row["year"] = _whole(row["year"], "year", range(2026, 2101), report, needed=not part)
    row["quarter"] = _whole(row["quarter"], "quarter", range(1, 5), report, needed=False)
    actual = row["see"] is not None or row["attributed_direct"] is not None
    row["method"] = row["method"] or ("actual" if actual else "default")
    if row["method"] not in {"actual", "default"}:
        report("method", row["method"], "not a method", "Write default or actual.")
    if row["method"] == "actual" and not actual:
        report("see", "", "actual data without emissions", "Give see, or attributed_direct and activity_level.")
    if row["attributed_direct"] is not None and not row["activity_level"]:
        report("activity_level", "", "attributed emissions without activity level", "Give the tonnes that were made.")
    if row["route"] and row["route"] not in set("ABCDEFGHJKL"):
        report("route", row["route"], "not the letter of a route", "Write one letter, A to L.")
    return row


def _check_covered(code: str, report: Callable[..., None]) -> None:
    if code.startswith(_ELECTRICITY):
        remedy = "Declare it apart: the factors of Annexes II and III may not be packaged."
        report("cn_code", code, "electricity is covered, but counted in MWh by other annexes", remedy)
    elif code and not is_covered(code):
        report("cn_code", code, "not covered by the border adjustment", "Leave the row out.")


def _check_ids(goods: list[dict[str, Any]], parts: list[dict[str, Any]], problems: list[Problem]) -> None:
    ids = [row["id"] for row in (*goods, *parts)]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    remedy = "Give every row an id of its own."
    problems += [Problem("", "", "id", shown(name), "the id stands twice", remedy) for name in twice]
    parents = {row["id"]: row["of"] for row in parts}
    for row in parts:
        if row["of"] not in ids:
            remedy = "Name the id of a good or precursor."
            problems.append(Problem("precursors", "", "of", shown(row["of"]), "there is no such good", remedy))
        seen, at = [row["id"]], row["of"]
        while at in parents and at not in seen:
            seen.append(at)
            at = parents[at]
        if at in seen and at == row["id"]:
            loop = " -> ".join((*seen, at))
            problems.append(
                Problem("precursors", "", "of", shown(row["id"]), f"a loop of precursors: {loop}", "Cut it.")
            )
    level = {row["id"]: row["activity_level"] for row in (*goods, *parts)}
    for row in parts:
        if row["of"] in level and not level[row["of"]]:
            problem = "precursors without the tonnes that were made of them"
            problems.append(Problem("", "", "activity_level", shown(row["of"]), problem, "Give activity_level there."))


def _tree(row: dict[str, Any], parts: Mapping[str, list[dict[str, Any]]], top: Mapping[str, Any]) -> Good:
    whole = {**row, "year": row["year"] or top["year"], "quarter": row["quarter"] or top["quarter"]}
    below = tuple(_tree(part, parts, whole) for part in parts.get(row["id"], []))
    return Good(**whole, precursors=below)


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _number(text: str, column: str, report: Callable[..., None], *, needed: bool) -> Decimal | None:
    if not text:
        if needed:
            report(column, "", "the number is missing", "Give it.")
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        report(column, text, "not a number from zero up", "Write it without thousands separators or unit.")
        return None
    return number


def _in_tonnes(mass: Decimal | None, unit: str, report: Callable[..., None]) -> Decimal | None:
    try:
        return mass if mass is None else mass * Decimal(repr(conversion_factor(unit, "t")))
    except UnitError as error:
        report("unit", unit, f"not a unit of mass ({english(error)})", "Net mass in t or kg.")
        return mass


def _whole(text: str, column: str, allowed: range, report: Callable[..., None], *, needed: bool) -> int | None:
    if not text and not needed:
        return None
    if text.isdigit() and int(text) in allowed:
        return int(text)
    report(column, text, f"not a {column} from {allowed.start} to {allowed.stop - 1}", f"Give the {column} of import.")
    return None


def _checked(known: Callable[[str], str], row: dict[str, Any], column: str, report: Callable[..., None]) -> None:
    try:
        row[column] = known(row[column])
    except DataError as error:
        first = error.problems[0]
        report(column, row[column], first.problem, first.remedy)
        row[column] = ""
    except ZzcarbonError as error:
        report(column, row[column], english(error), "Name it in English or Chinese, or by its ISO code.")
