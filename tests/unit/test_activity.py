"""Reading activity data from files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

TEXT = '能源品种,消费量,单位,年份\n原煤,12,万吨,2023\n柴油,"1,200",t,2023\n'


def test_chinese_headers_and_encodings(tmp_path: Path) -> None:
    """UTF-8 is read; so is GB 18030 with known headers, named or not; another one is an error with the remedy."""
    (tmp_path / "utf8.csv").write_text(TEXT, encoding="utf-8-sig")
    (tmp_path / "gb.csv").write_text(TEXT, encoding="gb18030")
    frame = zc.read_activity(tmp_path / "utf8.csv")
    assert frame.columns.tolist() == ["fuel", "amount", "unit", "year"]
    assert zc.read_activity(tmp_path / "gb.csv").equals(frame)
    (tmp_path / "other.csv").write_text("甲,乙\n丙,1\n", encoding="gb18030")
    with pytest.raises(zc.DataError, match="gb18030"):
        zc.read_activity(tmp_path / "other.csv")
    assert zc.read_activity(tmp_path / "gb.csv", encoding="gb18030").equals(frame)
    found = zc.energy.estimate(frame, region="CN-HA", substances=["CO2"])
    assert not len(found.problems)  # in a Chinese table 1,200 is 1200
    english = frame.assign(fuel=["raw coal", "diesel"], unit="t")
    english.attrs = {"file": "utf8.csv"}
    found = zc.energy.estimate(english.iloc[1:], region="CN-HA", substances=["CO2"]).problem_rows()
    assert found["file"].tolist() == ["utf8.csv"]
    assert found["value"].tolist() == ["'1,200'"]


def test_workbooks_are_read(tmp_path: Path) -> None:
    """A sheet of a workbook gives the same rows."""
    pd.DataFrame({"燃料": ["柴油"], "数量": [3.5], "单位": ["t"]}).to_excel(tmp_path / "a.xlsx", index=False)
    frame = zc.read_activity(tmp_path / "a.xlsx")
    assert zc.energy.estimate(frame, region="CN-HA", substances=["CO2"]).total("CO2").magnitude > 10


@pytest.mark.engine
@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
def test_engines_give_the_same() -> None:
    """DuckDB and Dask frames are read as pandas is."""
    duckdb = pytest.importorskip("duckdb", reason="extra duckdb is not installed")
    dask = pytest.importorskip("dask.dataframe", reason="extra dask is not installed")
    frame = pd.DataFrame({"fuel": ["diesel", "coke"], "amount": [1.0, 2.0], "unit": "t"})
    expected = zc.energy.estimate(frame, region="CN-HA", substances=["CO2"]).total()
    for other in (duckdb.from_df(frame), dask.from_pandas(frame, npartitions=2)):
        assert zc.energy.estimate(other, region="CN-HA", substances=["CO2"]).total().equals(expected)
