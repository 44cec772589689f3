"""Worked cases of the border adjustment, to the printed digit, through ``zc.footprint``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import zzcarbon as zc

CASES = Path(__file__).parent / "cases"


def case(name: str) -> dict[str, Any]:
    """Return the inputs, factors and expected values of a case by name."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return {part: {item["name"]: item["value"] for item in read[part]} for part in ("inputs", "factors", "expected")}


@pytest.mark.parametrize(
    ("name", "code", "variant"),
    [("cbam-default-cn-grey-clinker", "25231000", "grey"), ("cbam-default-cn-urea", "31021019", "")],
)
def test_default_with_mark_up(name: str, code: str, variant: str) -> None:
    """The default of China with the mark-up of 2026, 2027 and 2028, from the packaged total, to the printed digit."""
    given = case(name)
    years = [2026, 2027, 2028]
    goods = pd.DataFrame({"cn_code": code, "country": "China", "variant": variant, "mass": 1, "year": years})
    found = zc.footprint.cbam(goods)
    assert found.frame["see"].tolist() == [given["expected"][str(year)] for year in years]
    assert float(zc.footprint.default_value(code, "中国", variant=variant).printed) == given["inputs"]["default total"]


def test_the_printed_total_binds() -> None:
    """7207 11 14: the mark-up goes on the rounded total; the figure of the workbook stands beside."""
    given = case("cbam-default-rounding-cn-billet")
    found = zc.footprint.default_value("7207 11 14", "CN")
    assert float(found.workbook) == given["inputs"]["workbook total"]
    assert float(found.printed) == given["expected"]["total as printed"]
    row = zc.footprint.cbam(
        pd.DataFrame({"cn_code": ["72071114"], "country": ["CN"], "mass": [1], "year": [2026]})
    ).frame
    assert round(row["see"][0], 3) == given["expected"]["2026 as another reader of the act prints"]
    assert row["see_workbook"][0] == pytest.approx(3.4856635, rel=1e-12)


def test_free_allocation_along_a_chain() -> None:
    """DRI, melt shop by route D and rolling mill, 2026: the free allocation embedded in each, to the printed digit."""
    given = case("cbam-sefa-dri-eaf-rolling")
    masses, expected = given["inputs"], given["expected"]
    goods = pd.DataFrame(
        {
            "id": ["rebar"],
            "cn_code": ["72142000"],
            "country": ["Egypt"],
            "mass": [950],
            "year": [2026],
            "see": [1.0],
            "activity_level": [masses["rebar made"]],
        }
    )
    parts = pd.DataFrame(
        {
            "id": ["billet", "DRI"], "of": ["rebar", "billet"], "cn_code": ["72071114", "72031000"], "route": ["D", ""],
            "country": "Egypt", "mass": [masses["billet made"], masses["DRI consumed"]], "see": [1.0, 1.0],
            "activity_level": [masses["billet made"], None],
        }
    )  # fmt: skip
    found = zc.footprint.cbam(goods, precursors=parts, cscf={2026: given["factors"]["CSCF 2026"]})
    assert found.frame["sefa"].tolist() == [expected["SEFA rebar"]]
    assert found.precursors.set_index("id")["sefa"].to_dict() == {
        "billet": expected["SEFA billet"],
        "DRI": expected["SEFA DRI"],
    }
