"""Factors and plans of another distribution are found by name, used only when named, and refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.resources import data_path

FACTORS = """activity,subject,substance,value,unit,basis,locator
combustion,diesel,NOx,21.5,kg/t,as NO2,"stack test 2024-03-02, page 4"
"""
CODE = """
from pathlib import Path
FACTORS = Path(__file__).parent / "factors.csv"
LOST = Path(__file__).parent / "lost.csv"
NUMBER = 3
def plan_path():
    return str(Path(__file__).parent / "plan.yaml")
def broken():
    raise RuntimeError("no licence")
"""
POINTS = """[zzcarbon.packs]
sample-factors = sample_pack:FACTORS
sample-plan = sample_pack:plan_path
sample-lost = sample_pack:LOST
sample-number = sample_pack:NUMBER
sample-broken = sample_pack:broken
"""
PLAN = data_path("plans", "zhengzhou-14fyp.yaml")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a distribution with packs, as pip would leave it."""
    package = tmp_path / "sample_pack"
    package.mkdir()
    (package / "__init__.py").write_text(CODE, encoding="utf-8")
    (package / "factors.csv").write_text(FACTORS, encoding="utf-8")
    (package / "plan.yaml").write_bytes(PLAN.read_bytes())
    _distribution(tmp_path, "sample-pack", POINTS)
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def _distribution(place: Path, name: str, points: str) -> None:
    info = place / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(points, encoding="utf-8")


def test_factors_of_a_pack_are_the_first_set_when_they_are_named(site: Path) -> None:
    """A pack changes nothing until `extend` takes it; then its figure is found and cited."""
    assert ("sample-factors", "sample-pack", "1.0") in set(zc.packs().itertuples(index=False, name=None))
    rows = pd.DataFrame({"fuel": ["diesel"], "amount": [2.0], "unit": ["t"]})
    asked = {"region": "CN-HA", "substances": ["NOx"]}
    own = zc.energy.estimate(rows, factors=zc.factors().extend(zc.pack("sample-factors")), **asked)
    assert own.frame["emission"].tolist() == pytest.approx([0.043])
    assert "stack test 2024-03-02, page 4" in own.coefficients["locator"].iloc[0]
    plain = zc.energy.estimate(rows, **asked)
    assert plain.frame["emission"].tolist() != own.frame["emission"].tolist()


def test_a_plan_of_a_pack_is_read(site: Path) -> None:
    """A function may give the path; the plan is the one of the file."""
    plan = zc.read_plan(zc.pack("sample-plan"))
    assert len(plan.targets) == len(zc.plan("zhengzhou-14fyp").targets)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("sample-lost", "the pack names a file that is not there: .*lost.csv"),
        ("sample-number", "the pack gives 3, not a path"),
        ("sample-broken", "the pack cannot be loaded: no licence"),
    ],
)
def test_a_broken_pack_is_refused_with_its_distribution(site: Path, name: str, told: str) -> None:
    """The error names the pack, the distribution and what to do."""
    with pytest.raises(zc.DataError, match=f"the pack {name} cannot be used\n.*{told} .value sample-pack.*Ask the pub"):
        zc.pack(name)


def test_an_unknown_pack_and_two_of_one_name_are_refused(site: Path) -> None:
    """A misspelt name is corrected; two owners of a name are both told."""
    with pytest.raises(zc.UnknownNameError, match="unknown pack 'sample-factor'. Did you mean 'sample-factors'"):
        zc.pack("sample-factor")
    _distribution(site, "other-pack", "[zzcarbon.packs]\nsample-plan = sample_pack:plan_path\n")
    with pytest.raises(zc.DataError, match="two distributions have a pack of this name .value other-pack, sample-pack"):
        zc.pack("sample-plan")
