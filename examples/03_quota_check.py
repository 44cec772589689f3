# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
"""Checking plans: Henan's and Zhengzhou's on published figures, then a fictitious city for five years.

Run it as a script, or open it as a notebook. Nothing is downloaded.
"""

# %% [markdown]
# # Is the quota met?
# A quota of the plan is a sum of newly added yearly abatement of key projects, booked once. It has no
# baseline, and it is not the difference of two inventories. A result is *met*, *not met* or
# *undetermined*, and undetermined says why.

# %%
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

import zzcarbon as zc
from zzcarbon import targets

# %% [markdown]
# ## Henan, 2021 and 2022
# The milestones of 2022 and what was reached by then stand in one outlet (grade C), so they are used only
# when asked for. What was reached by 2021 was not published: undetermined, not zero.

# %%
henan = zc.plan("henan-14fyp-key-projects")
published = henan.observations(grade="C")
print(henan.check(observations=published, as_of=2022, grade="C"))

# %% [markdown]
# ## Zhengzhou's 22 indicators
# Nothing is due before 2025. PM2.5 keeps the province's milestone of 2023; the share of good days has a
# newer target (66.5 %) since October 2023; three indicators wait for a figure of the province; the four
# quotas read *no data*, since no ledger is published.

# %%
zhengzhou = zc.plan("zhengzhou-14fyp")
card = zhengzhou.only("专栏1").check(observations=zhengzhou.observations(), as_of=2023)
print(card)

# %% The same in Chinese, the air targets only
air = zhengzhou.only("ZZ14-B1-01", "ZZ14-B1-02", "ZZ14-T-074")
print(air.check(observations=zhengzhou.observations(grade="C"), as_of=2023, grade="C").text("zh"))

# %% [markdown]
# ## A fictitious city
# Exampleville does not exist, and every figure below is made up. A plan of one's own is a short YAML file.

# %%
PLAN = """\
name: exampleville-14fyp
title: Plan of Exampleville, a city that does not exist
area: Exampleville
start: 2021
end: 2025
evaluations: [2023, 2025]
areas:
  - {key: Exampleville, zh: 虚构市}
  - {key: Harbour}
  - {key: Old Town}
targets:
  - {id: nox, indicator: NOx by key projects, substance: NOx, kind: cumulative_min, unit: t, value: 1000, binding: true}
  - {id: nh3n, indicator: NH3-N by key projects, substance: NH3-N, kind: cumulative_min, unit: t, value: 20}
  - id: energy
    indicator: energy per product
    kind: intensity_reduction
    unit: "%"
    value: 14
    reference: {year: 2020}
"""
PROJECTS = pd.DataFrame(
    [
        ("power plant, new catalyst", "NOx", 310.0, "t", 2021, "Harbour", "verified", 0.0),
        ("glass works, new burners", "NOx", 0.28, "kt", 2022, "Harbour", "verified", 0.06),
        ("boilers to gas", "NOx", 150.0, "t", 2023, "Old Town", "verified", 0.0),
        ("buses to electricity", "NOx", 120.0, "t", 2024, "Old Town", "verified", 0.0),
        ("cement kiln, new catalyst", "NOx", 220.0, "t", 2025, "Harbour", "planned", 0.0),
        ("sewage plant, better effluent", "NH3-N", 14.0, "t", 2022, "Old Town", "verified", 0.0),
        ("sewage plant, extension", "NH3-N", 9.0, "t", 2024, "Old Town", "verified", 0.0),
    ],
    columns=["project", "substance", "reduction", "unit", "year", "district", "status", "used_as_offset"],
)
FALLS = pd.DataFrame(
    {
        "indicator": "energy",
        "year": range(2021, 2026),
        "value": [2.1, 1.4, 3.6, 3.9, 3.2],
        "unit": "%",
        "basis": "yearly",
    }
)

with TemporaryDirectory() as folder:
    path = Path(folder) / "exampleville.yaml"
    path.write_text(PLAN, encoding="utf-8")
    city = zc.read_plan(path)
ledger = zc.read_ledger(PROJECTS)

# %% Year by year: what was reached, and whether the way is kept if steps were equal (an assumption)
assumed = targets.assume_linear(city)
SHOWN = ["target", "status", "reason", "on_track", "achieved", "progress"]
cards = {year: assumed.check(ledger, FALLS, as_of=year) for year in range(2021, 2026)}
for year, tracked in cards.items():
    print(f"--- {year}")
    print(tracked.frame[SHOWN].to_string(index=False))
print(*cards[2025].notes, sep="\n")

# %% Mid-term and final evaluation in one call
for year, evaluation in city.evaluate(ledger, FALLS).items():
    print(year, evaluation.counts())

# %% What planned projects would bring, who did what, and what districts owe
print(targets.forecast(city, ledger, as_of=2024).to_string(index=False))
print(ledger.by("district").to_string(index=False))
duties = pd.DataFrame(
    {
        "NOx": targets.decompose(1000.0, targets.given_shares({"Harbour": 0.7, "Old Town": 0.3})),
        "NH3-N": targets.decompose(20.0, targets.equal_shares(["Harbour", "Old Town"])),
    }
)
print(targets.responsibility(duties, ledger).to_string(index=False))

# %% Wrong substance: NH3 is a gas, the quota is NH3-N in water
try:
    city.check(PROJECTS.replace({"substance": {"NH3-N": "NH3"}}))
except zc.TargetError as error:
    print(error)

# %% The same as a picture (extra `plot`)
_ = zc.plot.quota(cards[2025])

# %% A score under a published scheme, from the result of the check
final = city.check(ledger, FALLS, as_of=2025)
yearly = float(FALLS["value"].iloc[-1] / 100 / targets.implied_yearly_fall(0.14, 5))
print(targets.score("cn-carbon-intensity-13fyp", {"yearly": yearly, "cumulative": final.completion("energy")}))
