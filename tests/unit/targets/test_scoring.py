"""Scores under published schemes."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zzcarbon.errors import DataError, TargetError, UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.targets import read_scheme, score, scoring_schemes


def test_points_are_capped_completion() -> None:
    """A component gives its points times the completion rate, at most all of them."""
    result = score("cn-carbon-intensity-13fyp", {"yearly": 0.5, "cumulative": 1.5}, others=30)
    assert result.points == {"yearly": 10.0, "cumulative": 20.0, "others": 30}
    assert (result.total, result.vetoed, result.band) == (60.0, (), "")


@pytest.mark.parametrize(
    ("yearly", "others", "band"),
    [(1, 45, "excellent"), (1, 35, "good"), (1, 15, "pass"), (1, 5, "fail"), (0.99, 50, "fail")],
)
def test_grades_and_veto_of_the_12th_period(yearly: float, others: float, band: str) -> None:
    """Totals decide the grade, but a missed target rules out a pass whatever the total."""
    result = score("cn-carbon-intensity-12fyp", {"yearly": yearly, "cumulative": 1}, others=others)
    assert result.band == band
    assert result.vetoed == (("yearly",) if yearly < 1 else ())


def test_the_lower_of_two_counts() -> None:
    """Under the air plan the lower of quality and task counts, and a worse concentration scores zero."""
    result = score("cn-air-plan-2013", {"quality": -0.3, "task": 1.0})
    assert (result.total, result.band) == (0.0, "fail")


def test_a_verdict_may_be_given() -> None:
    """Where the verdict is not the completion rate, the caller gives it."""
    result = score("cn-carbon-intensity-13fyp", {"yearly": 1, "cumulative": 1}, met={"cumulative": False})
    assert result.vetoed == ("cumulative",)


@given(st.floats(-2, 3), st.floats(-2, 3))
def test_more_completion_never_scores_less(first: float, second: float) -> None:
    """Points rise with completion up to the cap."""
    low, high = sorted((first, second))
    totals = [score("cn-carbon-intensity-12fyp", {"yearly": rate, "cumulative": 1.0}).total for rate in (low, high)]
    assert totals[0] <= totals[1] <= 50.0


def test_scores_that_make_no_sense() -> None:
    """Unknown schemes and components, missing rates and too many points are errors."""
    with pytest.raises(UnknownNameError, match="Did you mean 'cn-carbon-intensity-13fyp'"):
        score("cn-carbon-intensity-13-fyp", {})
    with pytest.raises(UnknownNameError, match="unknown component 'annual'"):
        score("cn-carbon-intensity-12fyp", {"annual": 1.0})
    with pytest.raises(TargetError, match="'cumulative' needs a completion rate"):
        score("cn-carbon-intensity-12fyp", {"yearly": 1.0})
    with pytest.raises(TargetError, match="between 0 and 50"):
        score("cn-carbon-intensity-12fyp", {"yearly": 1.0, "cumulative": 1.0}, others=51)
    with pytest.raises(TargetError, match="needs a completion rate"):
        score("cn-carbon-intensity-12fyp", {"yearly": math.nan, "cumulative": 1.0})


def test_every_scheme_names_its_documents() -> None:
    """The documents of every scheme are in the list of sources."""
    known = yaml.safe_load(data_path("plans", "sources.yaml").read_text(encoding="utf-8"))
    for scheme in scoring_schemes().values():
        assert {scheme.document, scheme.bands_document or scheme.document} <= set(known)


def test_a_scheme_of_ones_own(tmp_path: Path) -> None:
    """A scheme for the quotas of districts is read from its document, scores, and prints as people read it."""
    path = tmp_path / "scheme.yaml"
    path.write_text(
        "title: District quotas\ndocument: district rules 2024\nevidence: C\ncomponents:\n"
        "  - {name: NOx, points: 60, cap: 1}\n  - {name: COD, points: 40, cap: 1}\nveto: [NOx]\n"
        "bands:\n  - {name: good, least: 80}\n  - {name: fail, least: 0}\n",
        encoding="utf-8",
    )
    made = score(read_scheme(path), {"NOx": 1.2, "COD": 0.5})
    assert str(made) == "District quotas: 80 points (NOx 60, COD 20); good"
    assert "that a pass needs: NOx" in str(score(read_scheme(path), {"NOx": 0.9, "COD": 1.0}))
    path.write_text("title: x\ncomponents: []\n", encoding="utf-8")
    with pytest.raises(DataError, match="scoring scheme") as error:
        read_scheme(path)
    assert {problem.column for problem in error.value.problems} == {"document", "evidence", "components"}
    with pytest.raises(DataError, match="cannot be read"):
        read_scheme(tmp_path / "nothing.yaml")
