"""Footprints: a statement of a million rows beside the bare estimate; draws of a process graph beside sparse solves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

ROWS, SITES = 1_000_000, 200
PROCESSES, DRAWS = 2_000, 10_000


@pytest.fixture(scope="module")
def activity() -> pd.DataFrame:
    """Scope 3 of 200 sites, ten categories, own factors."""
    rng = np.random.default_rng(1)
    at = np.arange(ROWS)
    return pd.DataFrame({
        "entity": np.char.add("site ", (at % SITES).astype(str)), "amount": rng.uniform(1, 100, ROWS), "unit": "t km", "year": 2024,
        "method": "distance based freight", "transport_mode": "rail", "emission_factor": rng.choice([0.02, 0.03, 0.05], ROWS),
        "emission_factor_unit": "kg/(t km)", "substance": "CO2e (AR6)", "category_ghgp": np.char.mod("%d", at % 10 + 1),
    })  # fmt: skip


@pytest.fixture(scope="module")
def boundary() -> zc.footprint.Boundary:
    """A group of 200 sites."""
    links = [{"entity": "group"}] + [{"entity": f"site {at}", "parent": "group", "share": 0.5} for at in range(SITES)]
    return zc.footprint.organisation(links, approach="equity share")


@pytest.mark.benchmark(group="statement")
def test_estimate_alone(benchmark, activity: pd.DataFrame) -> None:
    """The bare estimate of a million rows."""
    assert len(benchmark.pedantic(zc.general.estimate, (activity,), rounds=2)) == ROWS


@pytest.mark.benchmark(group="statement")
def test_estimate_and_statement(benchmark, activity: pd.DataFrame, boundary: zc.footprint.Boundary) -> None:
    """Estimate and statement: the issue allows twice the bare estimate."""
    found = benchmark.pedantic(lambda: boundary.statement(zc.general.estimate(activity)), rounds=2)
    assert found.total("scope 3") > 0


@pytest.fixture(scope="module")
def months() -> pd.DataFrame:
    """Diesel and electricity of 500 works in twelve months."""
    rng = np.random.default_rng(3)
    rows = [(f"works {at}", f"2023-{month:02d}", fuel, unit) for at in range(500) for month in range(1, 13)
            for fuel, unit in (("diesel", "t"), ("electricity", "MWh"))]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["entity", "period", "fuel", "unit"])
    return frame.assign(module="energy", amount=rng.uniform(1, 9, len(frame)))


def works() -> list[dict[str, object]]:
    """500 works under 25 holdings, sold in part in the middle of the year."""
    held = [{"entity": f"holding {at}", "parent": "group", "share": 0.8} for at in range(25)]
    parts = ({"share": 0.9, "to": "2023-06"}, {"share": 0.5, "from": "2023-07"})
    mine = [{"entity": f"works {at}", "parent": f"holding {at % 25}", **part} for at in range(500) for part in parts]
    return [{"entity": "group"}, *held, *mine]


@pytest.mark.benchmark(group="sites")
def test_estimate_of_many_sites(benchmark, months: pd.DataFrame) -> None:
    """The bare estimate of 500 works by month."""
    assert len(benchmark(zc.estimate, months, region="CN", substances=["CO2"])) == len(months)


@pytest.mark.benchmark(group="sites")
def test_statement_of_many_sites(benchmark, months: pd.DataFrame) -> None:
    """Boundary and statement of a group of 500 works, whose shares change in the year, in one call."""
    inventory = zc.estimate(months, region="CN", substances=["CO2"])
    found = benchmark(lambda: zc.footprint.organisation(works(), approach="equity share").statement(inventory))
    assert found.total("scope 1") > 0


def graph() -> pd.DataFrame:
    """A graph of 2,000 processes with short loops, every input uncertain."""
    rng = np.random.default_rng(2)
    rows = [(f"p{at}", "output", f"i{at}", 1.0, "kg", 0.0) for at in range(PROCESSES)]
    rows += [(f"p{at}", "emission", "CO2", 0.1, "kg", 0.0) for at in range(PROCESSES)]
    for at in range(PROCESSES - 1):
        for other in rng.integers(at + 1, min(at + 40, PROCESSES), 4):
            rows.append((f"p{at}", "input", f"i{other}", 0.15, "kg", 0.1))
    rows += [(f"p{at + 1}", "input", f"i{at}", 0.05, "kg", 0.1) for at in range(1, PROCESSES - 1, 50)]
    return pd.DataFrame(rows, columns=["process", "role", "item", "amount", "unit", "relative"])


@pytest.mark.benchmark(group="draws")
def test_draws_of_a_graph(benchmark) -> None:
    """10,000 draws of a graph of 2,000 processes."""
    product = zc.footprint.product(graph(), functional_unit="1 kg", item="i0")
    drawn = benchmark.pedantic(product.draws, (DRAWS,), {"seed": 1}, rounds=1)
    assert np.median(drawn) == pytest.approx(product.total(), rel=0.05)


@pytest.mark.benchmark(group="draws")
def test_bare_sparse_solves(benchmark) -> None:
    """The same number of bare solves of scipy, the matrix as it stands, without draws or emissions."""
    sparse = pytest.importorskip("scipy.sparse", reason="the extra planner is not installed")
    linalg = pytest.importorskip("scipy.sparse.linalg", reason="the extra planner is not installed")
    frame = graph()
    inputs = frame[frame["role"] == "input"]
    row, column = (inputs[name].str[1:].astype(int).to_numpy() for name in ("item", "process"))
    matrix = sparse.csc_matrix(
        sparse.identity(PROCESSES) - sparse.coo_matrix((inputs["amount"], (row, column)), (PROCESSES, PROCESSES))
    )
    demand = np.zeros(PROCESSES)
    demand[0] = 1

    def solve() -> None:
        for _ in range(DRAWS):
            linalg.spsolve(matrix, demand)

    benchmark.pedantic(solve, rounds=1)
