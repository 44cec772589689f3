"""Forty random ledgers by month, district and substance, worked out once more with nothing but pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc
from zzcarbon.targets import tracking

DISTRICTS = [
    "中牟县",
    "巩义市",
    "新密市",
    "登封市",
    "荥阳市",
    "新郑市",
    "金水区",
    "二七区",
    "中原区",
    "管城回族区",
    "惠济区",
    "",
]
SUBSTANCES = ["NOx", "VOCs", "COD", "NH3-N"]
TONNES = {"t": 1.0, "kg": 1e-3, "kt": 1e3, "万吨": 1e4}
STATUSES = ["verified", "verified", "verified", "planned", "withdrawn", "operating"]


def random_entries(seed: int) -> pd.DataFrame:
    """Return projects with increments, corrections, offsets, four units, and dates for half of them."""
    rng = np.random.default_rng(seed)
    rows = []
    for at in range(60):
        unit = str(rng.choice(list(TONNES)))
        year = int(rng.integers(2021, 2026))
        mass = float(rng.gamma(2.0, 50.0)) / TONNES[unit]
        offset = float(mass * rng.uniform(0, 1)) if rng.random() < 0.2 else 0.0
        dated = rng.random() < 0.5
        rows.append(
            {"id": f"e{at}", "project": f"project {at}", "substance": str(rng.choice(SUBSTANCES)), "reduction": mass,
             "unit": unit, "year": year, "district": str(rng.choice(DISTRICTS)), "status": str(rng.choice(STATUSES)),
             "used_as_offset": offset, "commissioned": f"{year}-{int(rng.integers(1, 13)):02d}-15" if dated else "",
             "increment_of": "", "corrects": ""}
        )  # fmt: skip
    counted = [row for row in rows if row["status"] == "verified"]
    for at, base in enumerate(counted[:8]):
        year = int(rng.integers(base["year"], 2026))
        rows.append({**base, "id": f"i{at}", "reduction": base["reduction"] / 4, "used_as_offset": 0.0, "year": year,
                     "commissioned": f"{year}-12-20", "increment_of": base["id"]})  # fmt: skip
    for at, base in enumerate(counted[8:14]):
        rows.append(
            {
                **base,
                "id": f"c{at}",
                "reduction": base["reduction"] * 0.8,
                "used_as_offset": 0.0,
                "corrects": base["id"],
            }
        )
    return pd.DataFrame(rows)


def recomputed(entries: pd.DataFrame) -> pd.Series:
    """Return the net tonnes of what counts, by substance, district and month, without the library."""
    own = entries[~entries["id"].isin(set(entries["corrects"])) & (entries["status"] == "verified")].copy()
    own["net"] = (own["reduction"] - own["used_as_offset"]) * own["unit"].map(TONNES)
    own["period"] = own["commissioned"].str[:7].where(own["commissioned"] != "", own["year"].astype(str) + "-12")
    return own.groupby(["substance", "district", "period"])["net"].sum()


@pytest.mark.parametrize("seed", range(40))
def test_sums_by_month_and_district_are_those_of_pandas(seed: int) -> None:
    """Each month of each district and substance agrees to 1e-12, and nothing else is counted."""
    entries = random_entries(seed)
    cube = zc.read_ledger(entries).monthly
    cube = cube[(cube["status"] == "verified") & (cube["gross"] != 0)]
    period = [f"{month // 12}-{month % 12 + 1:02d}" for month in cube["month"]]
    found = cube.assign(period=period).set_index(["substance", "district", "period"])["net"].sort_index()
    sums = recomputed(entries)
    assert found.index.tolist() == sums.index.tolist()
    assert np.max(np.abs(found.to_numpy() - sums.to_numpy()) / np.maximum(sums.abs(), 1.0)) < 1e-12


@pytest.mark.parametrize("seed", range(2))
def test_tables_of_months_are_those_of_pandas(seed: int) -> None:
    """What `tracking` shows of each month, district and quota, and its running sums, agree to 1e-12."""
    entries = random_entries(seed)
    city = zc.plan("zhengzhou-14fyp").only("专栏1")
    table = tracking(city, zc.read_ledger(entries, complete=SUBSTANCES), districts=True)
    sums = recomputed(entries)
    keys = {city.areas.key(name) if name else "": name for name in DISTRICTS}
    local = table["district"].map(keys)
    assert len(table) == len(SUBSTANCES) * table["district"].nunique() * 60
    wanted = pd.Series([sums.get(key, 0.0) for key in zip(table["substance"], local, table["period"], strict=True)])
    assert np.max(np.abs(table["added"] - wanted) / np.maximum(wanted.abs(), 1.0)) < 1e-12
    running = wanted.groupby([table["substance"], table["district"]]).cumsum()
    assert np.max(np.abs(table["cumulative"] - running) / np.maximum(running.abs(), 1.0)) < 1e-12
    assert table["added"].sum() == pytest.approx(sums.sum(), rel=1e-12)
