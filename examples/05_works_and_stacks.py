# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
"""A works in four parts: a kiln line, a coating shop, switchgear and a stack. The figures of the works are invented.

Run it as a script, or open it as a notebook. Nothing is downloaded.
"""

# %% [markdown]
# # From the books of a works to its inventory
# Every row names its method. What the database does not hold at grade A or B is asked for, and said.

# %%
import pandas as pd

import zzcarbon as zc
from zzcarbon import energy, industry

# %% [markdown]
# ## The kiln: worked back from the oxides of the clinker
# One row a line becomes one row an oxide; dust counts as clinker.

# %%
lines = pd.DataFrame(
    {
        "line": ["1", "2"],
        "clinker": [1_550_000.0, 910_000.0],
        "unit": "t",
        "cao": [0.652, 0.648],
        "mgo": [0.021, 0.019],
        "kiln_dust": [0.0, 1200.0],
        "raw_meal": [2_400_000.0, 1_410_000.0],
        "raw_meal_carbon": [0.001, 0.0012],
    }
)
kiln = industry.clinker_oxide_rows(lines).assign(id=lambda rows: [f"kiln-{at}" for at in range(len(rows))])

# %% [markdown]
# ## The coating shop: a solvent balance behind a hood and two devices
# An adsorber before an oxidiser; what the hood misses is fugitive and shown apart.

# %%
removal = float(industry.in_series([0.60, 0.95]))
paint = pd.DataFrame(
    {
        "id": ["paint", "thinner", "waste"],
        "method": ["coating, solvent balance", "coating, solvent balance", "solvent in waste"],
        "amount": [40.0, 12.0, 5.0], "unit": "t", "voc_content": [0.42, 1.0, 0.6], "voc_content_unit": "t/t",
        "collection_efficiency": 0.85, "removal_efficiency_NMVOC": removal, "operating_rate": 0.97,
    }
)  # fmt: skip
coating = industry.split_release(paint)

# %% [markdown]
# ## Switchgear: what was bought and is not there any more

# %%
gas = pd.DataFrame(
    {
        "id": ["bought", "new breaker", "bottles"], "method": "equipment gas balance", "substance": "SF6", "unit": "kg",
        "role": ["input", "stock increase", "stock decrease"], "amount": [60.0, 55.0, 4.0],
    }
)  # fmt: skip

# %%
works = pd.concat([kiln, coating, gas], ignore_index=True).assign(entity="works")
inventory = zc.industry.estimate(works, region="CN-410100", year=2024)
print("== Emissions of the works in 2024, by method ==")
print(inventory.by("method").dropna(subset=["emission"]).round(3).to_string(index=False))
_ = zc.plot.sectors(inventory, "method", over=None, substance="CO2")

# %%
print("\n== What leaves the coating shop by the stack, and what beside it ==")
released = inventory.by("release").dropna(subset=["release", "emission"])
print(released[released["release"] != ""].round(3).to_string(index=False))

# %% [markdown]
# ## The stack: hourly flow and concentration
# Flow is wet, the concentration is at reference oxygen; one hour of twelve is missing.

# %%
hours = pd.DataFrame(
    {
        "outlet": "DA001", "period": [f"2024-05-07T{hour:02d}" for hour in range(12)], "substance": "NOx",
        "flow": [610e3, 615e3, 604e3, None, 598e3, 602e3, 611e3, 609e3, 615e3, 620e3, 607e3, 603e3],
        "flow_state": "wet", "moisture": 0.09, "concentration": [48.0, 47, 51, 50, 49, 46, 45, 48, 52, 50, 47, 46],
        "concentration_state": "reference oxygen", "oxygen": 0.105, "reference_oxygen": 0.10,
    }
)  # fmt: skip
rule = energy.MissingThreshold(0.25, source="permit specification of the trade, annex", medium="stack gas")
stack = energy.monitored_stack(hours, threshold=rule, by="day", gaps="mean", absent="stopped")
monitored = zc.energy.estimate(stack, region="CN-410100")
print("\n== Outlet DA001, 7 May 2024, 0 to 12 h: NOx by flow and concentration, the missing hour at the mean ==")
print(f"{monitored.total('NOx').to('kg NOx'):.1f}")

# %% [markdown]
# ## The whole works
# The year of the rows and the half day of the stack are different spans: they stand beside each other, and the
# stack is no part of the total.

# %%
print("\n== Total of the works in 2024 ==")
total = inventory.total().dropna()
print(total.round(3).rename("t").rename_axis("substance").to_string())
gases = inventory.co2e("AR6")
print(f"greenhouse gases: {gases.total('CO2e (AR6)').magnitude:,.0f} t CO2e (AR6, 100 years)")
print("\n== What these totals do not hold ==")
for line in inventory.problems.itertuples():
    print(f"- {line.substance or 'all'}: {line.problem} ({line.rows} rows). {line.remedy}")
print("- fuel of the kiln, electricity, limestone quarry and transport: no rows of them are given here")
print("- NOx of the year: the stack above is measured for half a day only")

# %% [markdown]
# ## What was taken from where

# %%
print("\n== One row explained ==")
print(inventory.explain("kiln-0"))
