"""Scorecards read well, in two languages, and are safe to show."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from zzcarbon.errors import UnknownNameError
from zzcarbon.targets import Plan, Scorecard, plan


@pytest.fixture(scope="module")
def card() -> Scorecard:
    """Return the scorecard of the 22 indicators on published figures."""
    zhengzhou = plan("zhengzhou-14fyp").only("专栏1")
    return zhengzhou.check(observations=zhengzhou.observations(), as_of=2023)


def test_the_terminal_shows_what_counts(card: Scorecard) -> None:
    """The text names plan, moment, counts, and lines up its columns."""
    lines = repr(card).splitlines()
    assert lines[0].endswith("as of 2023")
    assert lines[1] == "met 0, not met 0, undetermined 22"
    assert lines[4].split()[:4] == ["ZZ14-B1-01", "PM2.5", "annual", "mean"]
    start = lines[3].index("due")
    assert [line[start : start + 4] for line in lines[4:10]] == ["2025"] * 6


def test_chinese(card: Scorecard) -> None:
    """In Chinese the headings, statuses and indicators are Chinese, and wide characters line up."""
    table = card.table(language="zh")
    assert table.columns.tolist()[:6] == ["目标", "指标", "区域", "目标年", "结论", "原因"]
    assert table.iloc[0][["指标", "区域", "结论", "原因", "进度"]].tolist() == [
        "PM2.5年均浓度", "郑州市", "无法判定", "未到期", "达到进度",
    ]  # fmt: skip
    assert (table.loc[table["完成"] == "", "数据年份"] == "").all()
    with pytest.raises(UnknownNameError, match="unknown language 'fr'"):
        card.table(language="fr")  # type: ignore[arg-type]


def test_html_is_escaped_and_whole(make_plan: Callable[..., Plan], tmp_path: Path) -> None:
    """Texts of a plan cannot inject markup, and long ones are not cut."""
    name = "<script>alert(1)</script> " + "long " * 30
    city = make_plan(f"  - {{id: t, indicator: '{name}', kind: level_max, unit: t, value: 1}}")
    page = city.check().to_html(tmp_path / "card.html")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; " + "long " * 29 + "long" in page
    assert (tmp_path / "card.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_long_card_says_how_much_is_left() -> None:
    """A card of 210 rows shows the first and says how many there are more; a page folds what has no data."""
    card = plan("zhengzhou-14fyp").check()
    assert "rows in .frame" in repr(card)
    assert len(repr(card).splitlines()) < 45
    assert re.search(r"<summary>Targets without data \(\d+ rows\)</summary>", card._repr_html_())


def test_details_stand_beside_the_frame(card: Scorecard) -> None:
    """Each row has its data year, source, grade, baseline, document, section and line."""
    first = card.details.iloc[0]
    assert first[["data_year", "data_from", "data_grade", "baseline", "milestone"]].tolist() == [
        2023, "zz-press", "A", 51.0, 45.0,
    ]  # fmt: skip
    assert first[["document", "section", "line"]].tolist() == ["zz-fyp14-2022", "专栏1", 266]
    assert len(card.details) == len(card.frame)


def test_csv_round_trip(card: Scorecard, tmp_path: Path) -> None:
    """The frame is written as UTF-8 without loss of rows."""
    card.to_csv(tmp_path / "card.csv")
    assert len((tmp_path / "card.csv").read_text(encoding="utf-8").splitlines()) == len(card.frame) + 1


def test_names_of_kinds(card: Scorecard) -> None:
    """The kinds on a card are named in both languages."""
    assert card.kinds("zh")["level_max"] == "不高于"
    assert card.kinds()["level_max"] == "at most"
