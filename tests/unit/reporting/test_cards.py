"""Every public result is shown in a notebook and reported, with words of the reader's language for each field."""

from __future__ import annotations

import dataclasses
import html
import importlib
import inspect
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon import analysis, footprint, offsets, planner, projects, targets, uncertainty, waste
from zzcarbon.agriculture import TanLosses, nitrogen_flow
from zzcarbon.document import catalogue
from zzcarbon.document.result_card import ResultCard
from zzcarbon.transport import LinkEmissions

NOT_RESULTS = {
    *("Column", "Document", "Fact", "Facts", "Marked", "Note", "Paragraph", "Picture", "References", "Section"),
    *("Sources", "Status", "Table", "Cells", "ReadLimits", "Unread"),  # what results and readers are made of
    *("ActivityErrors", "Leaves", "Sums"),  # arrays that the kernel hands on
    *("CountingRule", "MissingThreshold", "Quantity", "Release"),  # what a caller gives, and numbers
}


def _ledger() -> zc.Ledger:
    rows = {"project": ["窑"], "substance": ["NOx"], "reduction": [100.0], "unit": ["t"], "year": [2024]}
    return zc.read_ledger(pd.DataFrame(rows))


def _candidates() -> planner.Candidates:
    costs = pd.DataFrame(
        {"project": ["窑", "锅炉"], "capital": [100, 60], "operation": 0, "life": 10, "rate": 0.0,
         "cost_unit": "万元", "price_year": 2024, "earliest": 2024}
    )  # fmt: skip
    cuts = pd.DataFrame({"project": ["窑", "锅炉"], "substance": "NOx", "reduction": [50.0, 35.0], "unit": "t"})
    return planner.read_candidates(costs, cuts)


def _inventory() -> zc.Inventory:
    rows = pd.DataFrame(
        {"fuel": ["原煤", "柴油"], "amount": [12.0, 800.0], "unit": "t", "year": 2023, "category_nfr": "1.A.2"}
    )
    return zc.energy.estimate(rows.assign(entity="一厂"), region="CN-410100", substances=["CO2"])


def _replacement() -> offsets.Replacement:
    new = {"new_project": ["玻璃"], "substance": ["NOx"], "emission": [20.0], "multiple": [2.0], "unit": ["t"]}
    claim = {"new_project": ["玻璃"], "project": ["窑"], "substance": ["NOx"], "mass": [40.0], "unit": ["t"]}
    return offsets.replacement(_ledger(), pd.DataFrame(new), pd.DataFrame(claim))


def _rights() -> offsets.RightsAccount:
    rows = {"date": ["2024-01-01", "2024-05-01"], "kind": ["allocation", "transfer"], "holder": "窑", "to": ["", "玻璃"],
            "substance": "NOx", "mass": [100.0, 30.0], "unit": "t"}  # fmt: skip
    return offsets.read_rights(pd.DataFrame(rows))


def _reductions() -> projects.Reductions:
    row = {
        "project": "污水厂", "type": "污水处理厂提标改造", "substance": "氨氮", "year": 2024, "months": 12, "cap": "no cap",
        "utilisation_before": 0.8, "utilisation_after": 0.8, "capacity_before": 50_000, "capacity_after": 50_000,
        "days_before": 365, "days_after": 365, "concentration_before": 5.0, "concentration_after": 1.5,
    }  # fmt: skip
    return projects.reductions(pd.DataFrame([row]))


def _crosscheck() -> targets.CrossCheck:
    table = pd.DataFrame({"year": [2023, 2024], "substance": "NOx", "emission": [100.0, 104.0], "unit": "t"})
    return targets.inventory_beside_ledger(table, _ledger(), language="zh")


def _park() -> footprint.Park:
    table = pd.DataFrame({"scope": ["1", "2"], "emission": [300.0, 700.0], "unit": "t"})
    least = {"renewable_share_min": 0.8}
    return footprint.park(table, energy=5000.0, renewable=3500.0, conditions=least, document="省条件（虚构）")


def _event() -> footprint.Event:
    credits_ = {"serial": ["A-1"], "kind": ["CCER"], "vintage": [2024], "quantity": [12], "retired": [True]}
    return footprint.event({"stage": ["举办"], "source": ["交通"], "emission": [12.0]}, credits=credits_)


def _boundary() -> footprint.Boundary:
    plant = {"entity": "一厂", "parent": "集团", "control": "经营", "site": "巩义"}
    return footprint.organisation([{"entity": "集团"}, plant])


def _product() -> footprint.Product:
    rows = {"process": ["窑", "窑"], "role": ["output", "emission"], "item": ["砖", "CO2"], "amount": [100.0, 15.0],
            "unit": "t", "stage": "生产"}  # fmt: skip
    return footprint.product(pd.DataFrame(rows), functional_unit="1 t", item="砖")


def _border() -> footprint.BorderResult:
    goods = {
        "id": ["粗钢"], "cn_code": ["7207 11 14"], "mass": [10.0], "unit": ["t"], "activity_level": [1000.0],
        "attributed_direct": [1900.0],
    }  # fmt: skip
    return footprint.cbam(pd.DataFrame(goods).assign(country="中国", year=2026))


def _nitrogen() -> Any:
    losses = TanLosses(housing=0.1, storage=0.1, spreading=0.2)
    return nitrogen_flow(
        nitrogen=[100.0, 50.0], tan_share=0.6, losses=losses, grazing_share=0.1, yard_share=0.1, stored_share=0.5
    )


def _landfill() -> waste.LandfillMethane:
    food = {"year": range(2000, 2004), "waste": "food waste", "amount": 2300.0, "unit": "t", "site": "uncategorised"}
    return waste.landfill_ch4(pd.DataFrame({**food, "climate": "boreal or temperate, wet"}), edition=2019)


def _key_categories() -> analysis.KeyCategories:
    return _inventory().key_categories("fuel")


def _balance() -> zc.Balance:
    sheet = "某市能源平衡表 2020\n项目,兰炭,原煤\n,万吨,万吨\n四.终端消费量,1,30\n2.工业,1,20\n6.生活消费,,10\n"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "平衡表.csv"
        file.write_text(sheet, encoding="utf-8")
        return zc.read_balance(file)


def _account() -> footprint.EnterpriseAccount:
    rows = {"排放源": ["化石燃料燃烧", "熔剂", "购入电力"], "能源品种": ["焦炭", None, None], "物料": [None, "石灰石", None],
            "数量": [10.0, 4.0, 100.0], "单位": ["t", "t", "MWh"]}  # fmt: skip
    return footprint.enterprise(rows, sector="钢铁", region="CN-HA", year=2023)


def _change() -> projects.ActivityChange:
    row = {
        "project": "污水厂",
        "substance": "CO2",
        "before": 10.0,
        "after": 12.0,
        "notation": "",
        "document": "测试",
        "grade": "A",
    }
    return projects.ActivityChange(pd.DataFrame([row]))


def _arrays(count: int) -> list[Any]:
    return [pd.Series([1.0, 2.0]).to_numpy()] * count


MADE: dict[str, Callable[[], Any]] = {
    "ActivityChange": _change,
    "Balance": _balance,
    "BorderResult": _border,
    "Boundary": _boundary,
    "Candidates": _candidates,
    "Change": lambda: uncertainty.Change(*_arrays(3)),
    "Comparison": lambda: _product().compare(_product()),
    "CrossCheck": _crosscheck,
    "Decay": lambda: waste.first_order_decay(
        [2300.0] * 3,
        organic_carbon=0.15,
        decomposed_fraction=0.7,
        correction_factor=0.7,
        methane_fraction=0.5,
        decay_rate=0.185,
    ),
    "DefaultValue": lambda: footprint.default_value("2523 10 00", "China", variant="grey"),
    "Drawn": lambda: uncertainty.Drawn(*([pd.Series([1.0, 2.0]).to_numpy()] * 4), 100, 1),
    "EmissionFactor": lambda: zc.factors().select(
        activity="purchased electricity", substance="CO2", region="CN-HA", year=2023
    ),
    "EnterpriseAccount": _account,
    "Event": _event,
    "FactorTable": zc.factors,
    "Input": lambda: projects.project_type("污水处理厂提标改造").inputs[0],
    "Inventory": _inventory,
    "KeyCategories": _key_categories,
    "LandfillMethane": _landfill,
    "Ledger": _ledger,
    "LinkEmissions": lambda: LinkEmissions(
        ("NOx",), pd.Series([1.0]).to_numpy()[:, None], pd.Series([1.0]).to_numpy()[:, None], 1.0
    ),
    "MannKendall": lambda: analysis.mann_kendall({2020: 3.0, 2021: 2.0, 2022: 1.0}),
    "NitrogenFlow": _nitrogen,
    "PactFootprint": lambda: footprint.read_pact({"pcf": {"pcfExcludingBiogenicUptake": "1.850"}}),
    "Park": _park,
    "Peak": lambda: analysis.peak({2019: 1.0, 2020: 3.0, 2021: 2.0, 2022: 1.5, 2023: 1.0}),
    "Plan": lambda: zc.plan("zhengzhou-14fyp").only("专栏1"),
    "Product": _product,
    "ProjectType": lambda: projects.project_type("污水处理厂提标改造"),
    "Quota": lambda: planner.quotas(
        pd.DataFrame({"substance": ["NOx"], "required": [70.0], "unit": ["t"], "year": [2025]})
    )[0],
    "Reductions": _reductions,
    "Replacement": _replacement,
    "Restatement": lambda: analysis.restate(100.0, 106.0, threshold=0.05),
    "RightsAccount": _rights,
    "Score": lambda: targets.score("cn-carbon-intensity-12fyp", {"yearly": 1.2, "cumulative": 0.8}, others=45),
    "Scorecard": lambda: zc.plan("zhengzhou-14fyp").only("ZZ14-B1-12").check(_ledger(), as_of=2025),
    "SenSlope": lambda: analysis.sen_slope({2020: 3.0, 2021: 2.0, 2022: 1.0}),
    "Spread": lambda: uncertainty.Spread(*_arrays(5)),
    "Statement": lambda: _boundary().statement(_inventory()),
    "TanLosses": lambda: TanLosses(housing=0.1, storage=0.1, spreading=0.2),
    "Target": lambda: zc.plan("zhengzhou-14fyp").target("ZZ14-B1-12"),
}
"""One result of each kind."""

ELSEWHERE = {"EmergencyList", "Explanation", "ParetoFront", "Portfolio", "RobustPlan"}
"""Results that ``test_report.py`` reads."""

ALLOWED = re.compile(
    r"zc\.\w+|[A-Z]\d?[A-Za-z]{0,3}\d*(?:\.\d)?(?:-[A-Z])?|[kMGT]?[gtJ]|[kMG]?Wh|a|d|m3|km2?|ug|mg|[kM]?t|IPCC|NFR|CCER|VOCs|PACT|AQI|"
    r"pcf\w*|[0-9a-f]{10,12}|[a-z]+\d+|\d+[a-z]+|[\w.]*[-\d][\w.-]*|n|p|z|S|x|e|h|CN|bf_bof|CNY"
)
"""Symbols, units, ids, names of fields of a standard."""

QUOTED = {
    "Balance": (r"fuels=\{.*?\}", r"平衡表\.csv"),
    "BorderResult": (r"\n.*(?:Annex|Article|amended).*", r"benchmark|grade"),
    "DefaultValue": (r"Annex I, table China", r"TARIC"),
    "EnterpriseAccount": (r"(?:App A )?Table [\w.]+",),
    "EmissionFactor": (r"\nTable 3\n",),
    "FactorTable": (r"NMVOC", r"sets=\[.*?\]"),
    "Input": (r"capacity",),
    "LandfillMethane": (r"ipcc-.*/waste/.*",),
    "PactFootprint": (r"pcf\.\w+",),
    "Plan": (r"due_printed: false", r"vehicle|month"),
    "ProjectType": (r"sections 1 and 2.*", r"\n(?:capacity|days|concentration)"),
    "Reductions": (r"R = .*",),
    "Scorecard": (r"vehicle|month",),
}
"""Ids, columns to fill in, and places as the documents print them."""


def _public() -> Iterator[type]:
    rooms = [zc, *(importlib.import_module(f"zzcarbon.{m.name}") for m in pkgutil.iter_modules(zc.__path__) if m.ispkg)]
    for room in rooms:
        for name in getattr(room, "__all__", ()):
            found = getattr(room, name)
            if inspect.isclass(found) and not issubclass(found, BaseException):
                yield found


def test_every_public_result_has_a_notebook_view() -> None:
    """A class that the library hands out shows itself as HTML."""
    bare = {found.__name__ for found in _public() if not hasattr(found, "_repr_html_")}
    assert bare <= NOT_RESULTS


def test_every_public_result_is_tried() -> None:
    """No class that the library hands out is left out of the tests of pages, workbooks and words."""
    assert {found.__name__ for found in _public()} - NOT_RESULTS - ELSEWHERE == set(MADE)


@pytest.mark.parametrize(("column", "words"), [("basis", "factors"), ("coverage", "sets")])
def test_what_the_database_says_of_its_figures_is_chinese(column: str, words: str) -> None:
    """What a factor counts and what a set covers has a Chinese line: sentences/messages/basis.tsv and sets.tsv."""
    table = zc.factors("C")
    said = table.frame["basis"] if words == "factors" else table.sets()["coverage"]
    parts = {part.strip() for text in said for part in (text.split(";") if column == "basis" else [text])} - {""}
    assert {part for part in parts if zc.document.message(part, "zh") == part} == set()


@pytest.mark.parametrize("name", sorted(MADE))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_print_is_for_readers(name: str, language: str) -> None:
    """What ``print`` says of a result holds no fields of Python, no arrays and no objects, in either language."""
    with zc.options.within(language=language):
        told = str(MADE[name]()).replace("or None ", "")
    assert not re.search(
        r"array\(|dtype|<\w+ |\bobject at\b|datetime\.|Timestamp|\w+\(\w+=|\bNone\b(?!} )|\bnan\b", told
    )
    assert language == "en" or re.search(r"[\u4e00-\u9fff]", told)


def test_every_field_of_a_card_has_a_name_in_chinese() -> None:
    """The title of each card and of each of its fields stands in the catalogue."""
    lacking = set()
    for found in set(_public()):
        own = callable(getattr(found, "document", None)) or "_document_" in vars(found) | vars(found.__mro__[1])
        if not issubclass(found, ResultCard) or own or not dataclasses.is_dataclass(found):
            continue
        names = {f"result {found.__name__}", *(f"field {field.name}" for field in dataclasses.fields(found))}
        lacking |= {name for name in names if name not in catalogue()} - {"field equation"}  # a function
    from_columns = {"field source", "field locator", "field area", "field grade", "field unit", "field substance"}
    assert {name for name in lacking if name not in from_columns and f"column {name[6:]}" not in catalogue()} == set()


def _words(page: str) -> str:
    text = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<tbody><tr id=\"source-.*?</table>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "\n", text))


@pytest.mark.parametrize("name", sorted(MADE))
def test_each_result_is_shown_and_reported_in_chinese(name: str, tmp_path: Path) -> None:
    """No English word stands in the page; its numbers are in the workbook; the same result gives the same bytes."""
    result = MADE[name]()
    with zc.options.within(language="zh"):
        shown = result._repr_html_()
    assert 'lang="zh-Hans"' in shown
    if name == "Inventory":
        return  # names of documents stand in their own language: test_report.py reads these pages
    page = zc.report(result, tmp_path / "a.html", language="zh").read_text(encoding="utf-8")
    words = _words(page)
    for quoted in QUOTED.get(name, ()):
        words = re.sub(quoted, "", words)
    assert page == zc.report(result, tmp_path / "b.html", language="zh").read_text(encoding="utf-8")
    found = re.findall(r"[A-Za-z][A-Za-z0-9_.-]*", words)
    assert {word for word in found if not ALLOWED.fullmatch(word)} == set()
    ids = re.findall(r"\sid=\"([^\"]+)\"", page)
    assert len(ids) == len(set(ids))
    book = openpyxl.load_workbook(zc.report(result, tmp_path / "a.xlsx", language="zh"))
    cells = {f"{c.value:.12e}" for sheet in book for row in sheet for c in row if isinstance(c.value, int | float)}
    assert {f"{float(value):.12e}" for value in re.findall(r"data-value=\"([^\"]+)\"", page)} <= cells
