"""The packaged plans say what their documents print."""

from __future__ import annotations

import csv
import json

import pydantic
import pytest
import yaml

from zzcarbon.errors import UnknownNameError
from zzcarbon.resources import data_path
from zzcarbon.targets import Plan, plan, plans
from zzcarbon.targets.plan_data.published import published_observations


@pytest.fixture(scope="module", params=plans())
def any_plan(request: pytest.FixtureRequest) -> Plan:
    """Return each packaged plan."""
    return plan(request.param)


def test_three_plans() -> None:
    """The three plans of the documents are packaged, sorted by name."""
    assert plans() == ("beautiful-zhengzhou-2025-2035", "henan-14fyp-key-projects", "zhengzhou-14fyp")


def test_unknown_plan_names_the_near_miss() -> None:
    """An unknown plan is an error that suggests the one that was meant."""
    with pytest.raises(UnknownNameError, match="Did you mean 'zhengzhou-14fyp'"):
        plan("zhengzhou-14-fyp")


def test_box_1_holds_22_indicators() -> None:
    """Box 1 has 22 indicators; three of the binding ones are delegated and one is 'not worse'."""
    frame = plan("zhengzhou-14fyp").only("专栏1").targets.drop_duplicates("target")
    binding = frame[frame["binding"]]
    assert len(frame) == 22
    assert (binding["kind"] == "delegated").sum() == 3
    assert (binding["kind"] == "not_worse").sum() == 1
    assert (frame["nature"] == "预期性").sum() == len(frame) - len(binding)


@pytest.mark.parametrize(
    ("name", "substance", "value"),
    [("12", "NOx", 19075.0), ("13", "VOCs", 10327.0), ("14", "COD", 10434.0), ("15", "NH3-N", 263.0)],
)
def test_the_four_quotas(name: str, substance: str, value: float) -> None:
    """The four figures in square brackets are cumulative reductions in tonnes without a baseline."""
    target = plan("zhengzhou-14fyp").target(f"ZZ14-B1-{name}")
    assert (target.substance, target.value, target.unit) == (substance, value, "t")
    assert (target.kind, target.reference, target.as_printed) == ("cumulative_min", None, f"［{value:.0f}］")


def test_every_figure_is_a_target_or_has_a_reason_why_not() -> None:
    """The 304 figures read from the two documents are targets or listed with the reason why not."""
    documents = ("zhengzhou-14fyp", "beautiful-zhengzhou-2025-2035")
    targets = {target.id for name in documents for target in plan(name).versions}
    with data_path("plans", "not-targets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    others = {row["id"] for row in rows}
    assert not targets & others
    assert len(targets) + len(others) == 304
    assert all(row["reason"] and row["quote"] for row in rows)


def test_annexes() -> None:
    """Annex 1 has two targets for 16 districts, annex 2 has 22 ordinal sections, annex 3 has 11 sources."""
    frame = plan("zhengzhou-14fyp").targets
    districts = frame[frame["section"] == "附件1"]
    assert districts["area"].nunique() == 16
    assert districts.groupby("area")["target"].count().eq(2).all()
    for annex, count in (("附件2", 22), ("附件3", 11)):
        rows = frame[frame["section"] == annex]
        assert len(rows) == count
        assert set(rows["kind"]) == {"ordinal_max"}


def test_versions() -> None:
    """Later documents replace 66.0 %, 1.4 % and 260 days; the replaced figures stay."""
    zhengzhou = plan("zhengzhou-14fyp")
    for name, old, new in (
        ("ZZ14-B1-02", 66.0, 66.5),
        ("ZZ14-T-074", 1.4, 1.2),
        ("ZZ14-A1-01-DAYS", 260, 262),
    ):
        assert zhengzhou.target(name, "zz-fyp14-2022").value == old
        assert zhengzhou.target(name).value == new
    with pytest.raises(UnknownNameError, match="unknown version 'zz-2030'"):
        zhengzhou.target("ZZ14-B1-02", "zz-2030")


def test_every_document_is_a_source(any_plan: Plan) -> None:
    """Every document that a target, version or milestone names is in the list of sources."""
    known = yaml.safe_load(data_path("plans", "sources.yaml").read_text(encoding="utf-8"))
    named = {target.document for target in any_plan.versions}
    named |= {stone.document for target in any_plan.versions for stone in target.milestones}
    assert named <= set(known)


def test_observations_name_targets_and_sources() -> None:
    """Every published observation belongs to a target of a plan and has a source and locator."""
    known = yaml.safe_load(data_path("plans", "sources.yaml").read_text(encoding="utf-8"))
    table = published_observations()
    used = sum(len(plan(name).observations(grade="C")) for name in plans())
    assert used == len(table)
    assert set(table["source"]) <= set(known)
    assert table[["locator", "evidence"]].notna().all(axis=None)


@pytest.mark.skipif(
    tuple(map(int, pydantic.VERSION.split(".")[:2])) < (2, 12), reason="an older pydantic writes schemas in other words"
)
def test_the_packaged_schema_is_that_of_the_models() -> None:
    """The JSON Schema that ships is generated from the models."""
    text = data_path("plans", "plan.schema.json").read_text(encoding="utf-8")
    assert json.loads(text) == Plan.json_schema()


def test_the_schema_accepts_the_packaged_plans() -> None:
    """An independent validator accepts every packaged plan, and refuses a misspelt key."""
    validator = pytest.importorskip("jsonschema").Draft202012Validator(Plan.json_schema())
    for name in plans():
        document = yaml.safe_load(data_path("plans", f"{name}.yaml").read_text(encoding="utf-8"))
        document = json.loads(json.dumps(document))
        assert [error.message for error in validator.iter_errors(document)] == []
        document["targets"][0]["unti"] = "t"
        assert list(validator.iter_errors(document))
