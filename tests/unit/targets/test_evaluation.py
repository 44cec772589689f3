"""The evaluation report: mid-term and final, in both languages, as a document that is handed in."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc

LEDGER = pd.DataFrame(
    {
        "project": ["kiln", "furnaces"],
        "substance": "NOx",
        "reduction": [9000.0, 11000.0],
        "unit": "t",
        "year": [2022, 2025],
    }
)
SEEN = pd.DataFrame(
    {"indicator": ["PM2.5 annual mean concentration"] * 2, "year": [2023, 2025], "value": [43.0, 39.0], "unit": "ug/m3"}
)


@pytest.fixture(scope="module")
def evaluation():
    """Evaluate the plan as of its two years."""
    return zc.plan("zhengzhou-14fyp").evaluate(zc.read_ledger(LEDGER), SEEN)


def test_an_evaluation_is_its_cards_by_year(evaluation) -> None:
    """The years are those that the plan prescribes, and each card is that of a check of the year."""
    assert list(evaluation) == [2023, 2025]
    assert dict(evaluation)[2025].counts() == evaluation[2025].counts()
    assert evaluation[2023].as_of == 2023


def test_the_frame_tells_how_a_verdict_changed(evaluation) -> None:
    """NOx and PM2.5 are not due in 2023 and met in 2025: better; nothing gets a change without a reason."""
    frame = evaluation.frame.set_index("target")
    nox = frame[frame["indicator"].str.startswith("NOx")].iloc[0]
    assert (nox["achieved 2023"], nox["achieved 2025"]) == (9000.0, 20000.0)
    assert (nox["status 2023"], nox["status 2025"], nox["change"]) == ("undetermined", "met", "better")
    assert nox["required_per_year 2023"] == pytest.approx((19075 - 9000) / 2)
    assert frame.index.is_unique
    same = frame[frame["status 2023"] == frame["status 2025"]]
    assert set(same["change"]) == {""}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Mid-term evaluation 2023", "Final evaluation 2025", "Of 4 reduction quotas 1 are met", "better"]),
        ("zh", ["2023 年中期评估", "2025 年终期评估", "4 项减排量指标中 1 项完成", "好转"]),
    ],
)
def test_the_report_has_both_evaluations(evaluation, language: str, words: list[str], tmp_path: Path) -> None:
    """Page and workbook hold the conclusion of each year, what changed, and the sources."""
    page = zc.report(evaluation, tmp_path / "evaluation.html", language=language).read_text(encoding="utf-8")
    for text in words:
        assert text in page
    titles = {"zh": ["郑州市推动生态环境质量稳定向好三年行动计划（2023—2025年）", ">郑州市<"], "en": [">Zhengzhou<"]}[
        language
    ]
    assert all(text in page for text in titles)
    assert "CN-410100" not in page
    assert "nan" not in evaluation.document(language).text().casefold().split()
    assert zc.report(evaluation, tmp_path / "evaluation.xlsx", language=language).stat().st_size > 5000


def test_one_year_is_one_evaluation() -> None:
    """A single year has no changes to tell."""
    one = zc.plan("zhengzhou-14fyp").evaluate(observations=SEEN, years=[2023])
    assert "From" not in [part.title for part in one.document("en").parts if hasattr(part, "title")]
    assert set(one.frame["change"]) == {""}
