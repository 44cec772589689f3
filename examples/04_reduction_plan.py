# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
"""A reduction plan for a fictitious city: from an inventory to projects, a portfolio, and the scorecard it would reach.

Exampleville does not exist. It is as large as Zhengzhou, and every plant, price and quota below is made up;
only emission factors come from the packaged database. Needs the extras ``planner`` and ``plot``.
"""

# %% [markdown]
# # Which projects, in which year, at what cost?
# 1. an inventory says what plants emit, 2. projects say what they change, 3. the planner picks the cheapest
# projects that meet four quotas, 4. the scorecard shows what they would reach.

# %%
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

import zzcarbon as zc
from zzcarbon import cobenefit, planner, projects

random = np.random.default_rng(2026)
YEARS = (2026, 2030)
PLAN = """\
name: exampleville-15fyp
title: Plan of Exampleville, a city that does not exist
area: Exampleville
start: 2026
end: 2030
areas:
  - {key: Exampleville, zh: 虚构市}
targets:
  - {id: NOx, indicator: NOx of key projects, substance: NOx, kind: cumulative_min, unit: t, value: 19000}
  - {id: VOCs, indicator: VOCs of key projects, substance: VOCs, kind: cumulative_min, unit: t, value: 10000}
  - {id: COD, indicator: COD of key projects, substance: COD, kind: cumulative_min, unit: t, value: 10000}
  - {id: NH3N, indicator: NH3-N of key projects, substance: NH3-N, kind: cumulative_min, unit: t, value: 1000}
"""


def amounts(count: int, mean: float) -> np.ndarray:
    """Return made-up sizes."""
    return np.round(random.gamma(4.0, mean / 4.0, count), 1)


# %% [markdown]
# ## 1. Inventory
# Eighty furnaces burn coal. The factors are those of the database, with source, page and grade.

# %%
furnaces = pd.DataFrame({"entity": [f"furnace {number:02}" for number in range(80)], "amount": amounts(80, 60_000.0)})
coal = furnaces.assign(fuel="bituminous coal", unit="t", year=2022, category_nfr="1.A.2.f", id=furnaces["entity"])
inventory = zc.energy.estimate(coal, region="CN-HA", substances=["CO2", "NOx"])
print("== Emissions of the eighty furnaces in 2022, before any project ==")
for gas in ("NOx", "CO2"):
    print(f"{gas}: {inventory.total(gas).to('t').magnitude:,.0f} t")
print("\n== One furnace explained ==")
print(inventory.explain("furnace 00", "NOx"))
nox = inventory.frame.query("substance == 'NOx'").set_index("entity")["emission"]

# %% [markdown]
# ## 2. Projects
# Each type asks for its physical terms before and after, for the months that count, the cap and the
# utilisation; none of these has a default. What it moves besides (electricity, gas) is told as activity.

# %%
COMMON = {"year": 2026, "months": 12, "cap": "no cap", "utilisation_before": 1.0, "utilisation_after": 1.0}
rows: list[dict[str, object]] = []
activity: list[dict[str, object]] = []
money: list[dict[str, object]] = []


def both(name: str, value: object) -> dict[str, object]:
    """Return a term that the project leaves as it is."""
    return {f"{name}_before": value, f"{name}_after": value}


def offer(project: str, capital: float, operation: float, life: int, **links: str) -> None:
    """Note what a project costs, in 万元 of 2025."""
    money.append(
        {"project": project, "capital": round(capital, 1), "operation": round(operation, 1), "life": life, **links}
    )


def power(project: str, before: float, after: float) -> None:
    """Note the electricity of a project, in MWh a year."""
    for state, amount in (("before", before), ("after", after)):
        activity.append(
            {"project": project, "state": state, "fuel": "electricity", "amount": amount, "unit": "MWh", "year": 2022}
        )


for name, tonnes, emitted in zip(furnaces["entity"], furnaces["amount"], nox.loc[furnaces["entity"]], strict=True):
    catalyst, gas = f"{name}: catalyst", f"{name}: gas"
    rows.append(
        {
            **COMMON,
            "project": catalyst,
            "type": "SCR脱硝改造",
            "substance": "NOx",
            "uncertainty": 0.15,
            **both("generated", emitted),
            **both("collection", 1.0),
            **both("running", 0.95),
            "removal_before": 0.0,
            "removal_after": 0.8,
        }
    )
    power(catalyst, 0.0, tonnes * 0.012)
    offer(
        catalyst,
        40 + tonnes * 0.012 * random.uniform(0.7, 1.4),
        tonnes * 0.0012 * random.uniform(0.7, 1.4),
        12,
        excludes=gas,
    )
    rows.append({**COMMON, "project": gas, "type": "煤改气", "substance": "", "uncertainty": 0.2})
    for state, fuel, amount, unit in (
        ("before", "bituminous coal", tonnes, "t"),
        ("after", "natural gas", tonnes * 0.052, "万m3_20C"),
    ):
        activity.append(
            {
                "project": gas,
                "state": state,
                "fuel": fuel,
                "amount": amount,
                "unit": unit,
                "year": 2022,
                "category_nfr": "1.A.2.f",
            }
        )
    offer(gas, 60 + tonnes * 0.01, tonnes * 0.05 * random.uniform(0.8, 1.3), 15)

for number, trucks in enumerate(np.round(amounts(40, 1500.0))):
    name = f"fleet {number:02}: electric trucks"
    rows.append(
        {
            **COMMON,
            "project": name,
            "type": "新能源车替代",
            "substance": "NOx",
            "uncertainty": 0.25,
            **both("vehicles", trucks),
            **both("distance", 50_000.0),
            "factor_before": 5.0,
            "factor_after": 0.0,
        }
    )
    activity.append(
        {
            "project": name,
            "state": "before",
            "fuel": "diesel",
            "amount": trucks * 12.0,
            "unit": "t",
            "year": 2022,
            "category_nfr": "1.A.3.b.iii",
        }
    )
    power(name, 0.0, trucks * 60.0)
    offer(name, trucks * 20 * random.uniform(0.8, 1.3), -trucks * 1.5, 8)

for number, generated in enumerate(amounts(80, 300.0)):
    name = f"workshop {number:02}"
    rows.append(
        {
            **COMMON,
            "project": f"{name}: oxidiser",
            "type": "VOCs末端治理",
            "substance": "VOCs",
            "uncertainty": 0.3,
            **both("generated", generated),
            "collection_before": 0.6,
            "collection_after": 0.9,
            "running_before": 0.8,
            "running_after": 0.95,
            "removal_before": 0.4,
            "removal_after": 0.85,
        }
    )
    power(f"{name}: oxidiser", generated, generated * 6.0)
    offer(
        f"{name}: oxidiser", generated * 1.5 * random.uniform(0.6, 1.8), generated * 0.3 * random.uniform(0.6, 1.8), 10
    )
    rows.append(
        {
            **COMMON,
            "project": f"{name}: water-borne paint",
            "type": "源头替代",
            "substance": "VOCs",
            "uncertainty": 0.1,
            "material_before": generated * 2,
            "material_after": generated * 2,
            "content_before": 0.5,
            "content_after": 0.15,
            **both("removal", 0.192),
        }
    )
    offer(f"{name}: water-borne paint", generated * 0.8, generated * random.uniform(0.2, 2.0), 10)

for number, capacity in enumerate(amounts(24, 40_000.0)):
    name = f"sewage plant {number:02}"
    kind = "提标改造" if number < 14 else "扩建污水处理厂"
    size = capacity if number < 14 else capacity / 3
    for substance, inlet, old, new in (("COD", 280.0, 45.0, 25.0), ("NH3-N", 28.0, 4.0, 1.0)):
        if number < 14:
            own = {
                **both("capacity", capacity),
                **both("days", 365),
                "concentration_before": old,
                "concentration_after": new,
            }
        else:
            own = {
                "capacity_before": capacity,
                "capacity_after": capacity + size,
                **both("days", 365),
                **both("influent", inlet),
                **both("effluent", old),
            }
        loads = {"utilisation_before": 0.85, "utilisation_after": 0.85}
        rows.append(
            {**COMMON, **loads, "project": name, "type": kind, "substance": substance, "uncertainty": 0.1, **own}
        )
    power(name, capacity * 0.11, capacity * 0.11 + size * 0.06)
    offer(name, size * (0.12 if number < 14 else 0.45), size * 0.006, 20)

for number, animals in enumerate(np.round(amounts(30, 15_000.0))):
    name = f"farm {number:02}: manure"
    for substance, excretion in (("COD", 36.0), ("NH3-N", 1.8)):
        rows.append(
            {
                **COMMON,
                "project": name,
                "type": "畜禽养殖",
                "substance": substance,
                "uncertainty": 0.3,
                **both("animals", animals),
                **both("excretion", excretion),
                "removal_before": 0.6,
                "removal_after": 0.9,
            }
        )
    offer(name, animals * 0.02, animals * 0.001, 10)

# %% What they reduce, and what they move besides: good and bad
made = projects.reductions(pd.DataFrame(rows), pd.DataFrame(activity), region="CN-HA", substances=["CO2", "NOx"])
print("\n== What the projects would reduce, by type [t/a]; below zero is a rise ==")
estimated = made.frame[made.frame["notation"] != "NE"]
print(estimated.groupby(["type", "substance"])["yearly"].agg(["size", "sum"]).round(0))
print("\n== One project explained ==")
print(made.explain("furnace 00: catalyst"))

# %% [markdown]
# ## 3. The cheapest portfolio
# Money is 万元 of 2025; a second currency or price year would be refused. A furnace gets a catalyst or gas, not
# both. The uncertainty of a project (95 % interval) is shared by all its substances.

# %%
spread = pd.DataFrame(rows).drop_duplicates("project").set_index("project")["uncertainty"]
reductions = estimated.assign(unit="t", reduction=estimated["yearly"])
reductions["uncertainty"] = reductions["project"].map(spread)
costs = pd.DataFrame(money).fillna({"excludes": ""}).assign(rate=0.05, cost_unit="万元", price_year=2025, earliest=2026)
candidates = planner.read_candidates(costs, reductions[["project", "substance", "reduction", "unit", "uncertainty"]])

with TemporaryDirectory() as folder:
    path = Path(folder) / "exampleville.yaml"
    path.write_text(PLAN, encoding="utf-8")
    city = zc.read_plan(path)
due = planner.quotas_of_plan(city)
budget = pd.Series(9e8, index=range(2026, 2031))
start = time.perf_counter()
plan = planner.portfolio(candidates, due, years=YEARS, budget=budget, gap=0.01)
print(f"\n== The cheapest portfolio of {len(candidates)} candidates ({time.perf_counter() - start:.1f} s) ==")
print(plan)
print(plan.quotas.round(1).to_string(index=False))
print("\n== Spending: capital of what is built and operation of what stands; trucks save fuel ==")
print((plan.spending / 1e8).round(2).rename("亿元").to_string())
co2 = plan.reduced("CO2")
print(f"\nCO2 {'falls' if co2 > 0 else 'RISES'} by {abs(co2):,.0f} t a year with this portfolio")
print("\n== Why in, why out ==")
print(planner.explain_choice(plan, plan.frame["project"].iloc[0], seconds=10.0))

# %% What one more tonne of each quota costs: the dual of the LP relaxation, and named so
print("\n== Price of one more tonne ==")
print(planner.quota_prices(candidates, due, years=YEARS, budget=budget).round(1).to_string(index=False))

# %% How likely each quota is met, and a portfolio with a margin
print("\n== Probability of each quota ==")
print(planner.probabilities(plan, draws=10_000, seed=1).round(3).to_string(index=False))
safer = [planner.Quota(q.name, q.substance, q.required * 1.05, q.year) for q in due]
safe = planner.portfolio(candidates, safer, years=YEARS, budget=budget * 1.2, gap=0.01)
print(f"\n5 % more of each, with a budget a fifth larger, costs {safe.cost / plan.cost - 1:.1%} more")
print(planner.probabilities(safe, quotas=due, draws=10_000, seed=1).round(3).to_string(index=False))

# %% Between cheap and low in carbon
front = planner.pareto_front(candidates, due, years=YEARS, points=5, budget=budget * 2)
print(
    "\n== Between cheap and low in carbon (twice the budget, gap 1 %: its ends may differ from the plan by the gap) =="
)
print(front.frame.round(0).to_string(index=False))

# %% An impossible plan says which quota binds and by how much
try:
    planner.portfolio(candidates, [planner.Quota("VOCs", "VOCs", 60_000.0, 2030), *due[:1]], years=YEARS)
except planner.InfeasiblePlan as error:
    print("\n== A quota out of reach is refused with what is missing ==")
    print(error)

# %% [markdown]
# ## Cost curve of NOx at the furnaces
# Two measures on one furnace interact: behind a saving of coal the catalyst has less to remove.

# %%
curve = planner.abatement_cost_curve(
    pd.concat(
        [
            pd.DataFrame(
                {
                    "measure": "catalyst",
                    "source": nox.index,
                    "emission": nox.to_numpy(),
                    "share": 0.76,
                    "cost": [
                        candidates.frame.set_index("project").loc[f"{name}: catalyst", "yearly_cost"]
                        for name in nox.index
                    ],
                }
            ),
            pd.DataFrame(
                {
                    "measure": "saving",
                    "source": nox.index,
                    "emission": nox.to_numpy(),
                    "share": 0.08,
                    "cost": nox.to_numpy() * random.uniform(-600, 1500, len(nox)),
                }
            ),
        ]
    )
)
print("\n== Cost curve of NOx at the furnaces, every sixteenth measure [t/a, CNY/t] ==")
print(
    curve.iloc[::16][["measure", "source", "reduction", "marginal_cost", "cumulative_reduction", "lost"]]
    .round(1)
    .to_string(index=False)
)

# %% The cheapest measures, and what they cut
_ = zc.plot.abatement_cost(curve.nlargest(25, "reduction").sort_values("marginal_cost"), unit="t NOx", currency="CNY")

# %% Co-benefits: both fall, or one at the expense of the other
entries = plan.entries()
view = cobenefit.plane(
    entries, weights={"NOx": 1.0, "VOCs": 1.0}, gwp="AR6", costs=plan.frame.set_index("project")["yearly_cost"]
)
print("\n== NOx, VOCs and CO2e of the projects that are built: which fall together [t/a] ==")
print(
    view.groupby("quadrant")
    .agg(projects=("project", "size"), co2e=("co2e", "sum"), pollutant=("pollutant", "sum"))
    .round(0)
)
_ = zc.plot.plane(view.nlargest(20, "pollutant"))

# %% [markdown]
# ## 4. What it would reach
# The entries are *planned*: no card counts them. The forecast says what they would reach.

# %%
ledger = zc.read_ledger(plan.entries()).only("NOx", "VOCs", "COD", "NH3-N")
print("\n== Forecast: planned projects, none of them verified ==")
print(zc.targets.forecast(city, ledger)[["target", "required", "verified", "planned", "expected_status"]].round(1))
print("\n== What the card would read, if every planned project were verified in its year ==")
print(city.check(zc.read_ledger(plan.entries("verified")).only("NOx", "VOCs", "COD", "NH3-N"), as_of=2030))
