"""One million road links x 24 hours x 4 substances, beside the same work written by hand in numpy, in the same run.

The hand-written version does what one writes first: whole arrays, one expression for each function. Only ratios count.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import zzcarbon as zc

LINKS, HOURS = 1_000_000, 24
SUBSTANCES = ("CO", "NOx", "HC", "PM2.5")


def mix() -> pd.DataFrame:
    """Return eight classes of vehicles with functions of all four substances."""
    rows = [
        ("passenger car", "petrol", "small", "Euro 3", "PFI", 0.25),
        ("passenger car", "petrol", "medium", "Euro 4", "PFI", 0.25),
        ("passenger car", "petrol", "small", "Euro 5", "PFI", 0.15),
        ("passenger car", "diesel", "medium", "Euro 4", "DPF", 0.10),
        ("light commercial vehicle", "diesel", "N1-III", "Euro 4", "DPF", 0.05),
        ("heavy duty truck", "diesel", "rigid 7.5 - 12 t", "Euro IV", "SCR", 0.10),
        ("heavy duty truck", "diesel", "articulated 34 - 40 t", "Euro III", "", 0.05),
        ("bus", "diesel", "standard 15 - 18 t", "Euro III", "", 0.05),
    ]
    frame = pd.DataFrame(rows, columns=["vehicle", "powertrain", "size", "standard", "technology", "share"])
    return frame.assign(slope=0.0, load=0.5, mode="urban peak")


@pytest.fixture(scope="module")
def network() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return length [km], flow [1/h] and speed [km/h]."""
    draw = np.random.default_rng(11)
    return (
        draw.uniform(0.05, 2.0, LINKS),
        draw.uniform(0.0, 3000.0, (LINKS, HOURS)),
        draw.uniform(8.0, 110.0, (LINKS, HOURS)),
    )


def by_hand(
    length: np.ndarray, flow: np.ndarray, speed: np.ndarray, functions: list[tuple[int, float, pd.Series]]
) -> np.ndarray:
    """Sum the functions of the mix over whole arrays, one substance after another."""
    driven = flow * length[:, None]
    by_link = np.zeros((len(length), len(SUBSTANCES)))
    for number in range(len(SUBSTANCES)):
        factor = np.zeros_like(speed)
        for _, share, f in (item for item in functions if item[0] == number):
            v = np.clip(speed, f.speed_min, f.speed_max)
            over = f.alpha * v**2 + f.beta * v + f.gamma + f.delta / v
            factor += share * over / (f.epsilon * v**2 + f.zeta * v + f.eta) * (1 - f.reduction)
        by_link[:, number] = (factor * driven).sum(axis=1)
    return by_link


def functions() -> list[tuple[int, float, pd.Series]]:
    """Return the functions of the mix as the hand-written version reads them."""
    found = []
    for row in mix().itertuples():
        table = zc.transport.speed_functions(row.vehicle)
        for name in ("powertrain", "size", "standard", "technology"):
            table = table[table[name] == getattr(row, name)]
        for name in ("slope", "load"):
            table = table[table[name].isna() | (table[name] == getattr(row, name))]
        table = table[table["mode"].isin(["", row.mode])]
        found += [
            (SUBSTANCES.index(line.substance), row.share, line)
            for line in table.itertuples()
            if line.substance in SUBSTANCES
        ]
    return found


@pytest.mark.benchmark(group="1 million links x 24 hours x 4 substances")
def test_zzcarbon(benchmark, network):
    found = benchmark.pedantic(zc.transport.link_emissions, (*network, mix()), rounds=2, warmup_rounds=0)
    length, flow, speed = network
    part = slice(0, 1000)
    peer = by_hand(length[part], flow[part], speed[part], functions())
    np.testing.assert_allclose(found.by_link[part], peer, rtol=1e-9)


@pytest.mark.benchmark(group="1 million links x 24 hours x 4 substances")
def test_numpy_by_hand(benchmark, network):
    benchmark.pedantic(by_hand, (*network, functions()), rounds=1, warmup_rounds=0)
