"""Tables of environmental statistics: read in three layouts, written, and read again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zzcarbon as zc
from zzcarbon.targets import read_statistics, reconcile, statistics_table

LINES = pd.DataFrame(
    {
        "统一社会信用代码": ["914101000001", "914101000002"],
        "企业名称": ["甲厂", "乙厂"],
        "行政区划": ["登封市", "新密市"],
        "年份": [2023, 2023],
        "废水排放量（万吨）": [12.0, 3.0],
        "化学需氧量产生量（吨）": [100.0, 40.0],
        "化学需氧量去除量（吨）": [92.0, 36.0],
        "化学需氧量排放量（吨）": [8.0, 4.0],
        "氨氮排放量(千克)": [500.0, np.nan],
        "挥发性有机物排放量[吨]": [1.25, 0.5],
    }
)
FORM = pd.DataFrame(
    {
        "指标名称": ["工业废水排放量", "氮氧化物产生量", "氮氧化物排放量", "二氧化硫排放量"],
        "计量单位": ["吨", "千克", "千克", "吨"],
        "代码": ["01", "02", "03", "04"],
        "本年实际": [120_000.0, 9000.0, 3000.0, 0.4],
    }
)


def test_a_line_an_enterprise_becomes_a_line_a_substance():
    """Units stand in the heads, water is no substance, a blank cell is no row."""
    found = read_statistics(LINES)
    table = found.set_index(["entity", "substance"])
    assert table.loc[("甲厂", "COD"), ["generated", "removed", "emission"]].tolist() == [100.0, 92.0, 8.0]
    assert table.loc[("甲厂", "NH3-N"), "emission"] == 0.5
    assert ("乙厂", "NH3-N") not in table.index
    assert table.loc[("乙厂", "VOCs"), "emission"] == 0.5
    assert found.attrs["kept"] == ["废水排放量"]
    assert set(found["unit"]) == {"t"}


def test_a_form_of_one_enterprise_is_read_with_its_name_and_year():
    """A form says neither its enterprise nor its year in a column: the caller does."""
    found = read_statistics(FORM, entity="甲厂", year=2023)
    assert found[["substance", "generated", "emission"]].fillna(-1).to_numpy().tolist() == [
        ["NOx", 9.0, 3.0],
        ["SOx" if "SOx" in set(found["substance"]) else "SO2", -1.0, 0.4],
    ]
    assert found.attrs["kept"] == ["工业废水排放量"]
    with pytest.raises(zc.DataError, match="the enterprise is missing") as error:
        read_statistics(FORM)
    assert {problem.column for problem in error.value.problems} == {"entity", "year"}


def test_a_file_is_read_below_its_title(tmp_path: Path):
    """A workbook as a bureau sends it: a title above the header, the same figures."""
    file = tmp_path / "环统.csv"
    file.write_text("2023年环境统计\n" + LINES.to_csv(index=False), encoding="utf-8-sig")
    pd.testing.assert_frame_equal(read_statistics(file), read_statistics(LINES))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"化学需氧量排放量（吨）": [108.0, 4.0]}, "more is emitted than was generated"),
        ({"化学需氧量去除量（吨）": [50.0, 36.0]}, "generated less removed is not what is emitted"),
        ({"化学需氧量排放量（吨）": [-8.0, 4.0]}, "below zero"),
        ({"企业名称": ["甲厂", "合计"]}, "a row of sums"),
        ({"企业名称": ["甲厂", ""]}, "the enterprise is missing"),
        ({"年份": [2023, "?"]}, "year"),
        ({"化学需氧量排放量（吨）": ["8x", 4.0]}, "not a finite number"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(change: dict[str, list], match: str):
    """Every contradiction is told with its row; no number is returned."""
    with pytest.raises(zc.DataError, match=match):
        read_statistics(LINES.assign(**change))


@pytest.mark.parametrize(
    ("head", "match"),
    [
        ("化学耗氧量排放量（吨）", "unknown substance"),
        ("二氧化硫排放量", "the unit is missing"),
        ("二氧化硫排放量（立方米）", "mass|m3|dimension|convert"),
    ],
)
def test_a_head_that_is_not_understood_is_refused(head: str, match: str):
    """An amount of an unknown substance, or of no unit, is not left out in silence."""
    with pytest.raises(zc.DataError, match=match):
        read_statistics(LINES.assign(**{head: 1.0}))


def test_an_enterprise_twice_is_refused():
    """Two lines of one enterprise and year would count twice."""
    with pytest.raises(zc.DataError, match="COD of the enterprise stands twice"):
        read_statistics(pd.concat([LINES, LINES.iloc[:1]]))


MASSES = st.floats(1e-3, 1e6, allow_nan=False)


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.sampled_from(["COD", "NH3-N", "NOx", "VOCs"])),
        st.tuples(MASSES, st.floats(0.0, 1.0)),
        min_size=1,
    ),
    st.sampled_from(["en", "zh"]),
    st.sampled_from(["吨", "kg", "万吨"]),
)
def test_what_is_written_is_read_again(amounts: dict, language: str, unit: str):
    """Any enterprises, substances and units survive writing and reading, in both languages."""
    rows = pd.DataFrame(
        [
            {
                "entity": entity,
                "year": 2023,
                "substance": name,
                "generated": mass,
                "emission": mass * share,
                "unit": "t",
            }
            for (entity, name), (mass, share) in amounts.items()
        ]
    )
    again = read_statistics(statistics_table(rows, unit=unit, language=language))
    both = rows.merge(again, on=["entity", "year", "substance"], suffixes=("", " again"))
    assert len(both) == len(rows) == len(again)
    for name in ("generated", "emission"):
        np.testing.assert_allclose(both[f"{name} again"], both[name], rtol=1e-12, atol=1e-12)


def test_an_inventory_becomes_statistics_and_meets_the_permit_reports():
    """Tables of an inventory by enterprise are written as statistics, and compared with reports."""
    rows = pd.DataFrame(
        {
            "fuel": "烟煤",
            "amount": [10.0, 20.0],
            "unit": "kt",
            "entity": ["甲厂", "乙厂"],
            "category_nfr": "1.A.2",
            "year": 2023,
        }
    )
    made = zc.energy.estimate(rows, region="CN-HA", substances=["NOx"]).by("entity", "year")
    table = statistics_table(made)
    assert table.columns.tolist() == ["企业名称", "年份", "氮氧化物排放量（吨）"]
    read = read_statistics(table)
    reports = read.assign(emission=read["emission"] * [1.0, 1.2])
    verdicts = reconcile(read, reports, tolerance=0.05).set_index("entity")["verdict"]
    assert sorted(verdicts) == ["agree", "differs"]


def test_masses_of_two_lines_are_not_written_into_one_cell():
    """A table of statistics has one cell for an enterprise and substance."""
    rows = pd.DataFrame({"entity": "甲", "substance": ["NOx", "NOx"], "emission": [1.0, 2.0], "unit": "t"})
    with pytest.raises(zc.DataError, match="stand twice"):
        statistics_table(rows)
