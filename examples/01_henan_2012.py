# %% [markdown]
# # Henan 2012: from an energy balance to an inventory, and from published results to a quota verdict
#
# Real activity data (the provincial energy balance), two named sets of parameters, a published inventory
# to compare with, and the published key-project reductions against their milestones. The terms of use of
# the data stand in `examples/data/README.md`.

# %%
import warnings
from pathlib import Path

import pandas as pd
from henan_balance import DATA, fuel_rows, other_energy
from henan_controls import ASH, BOILERS, SULPHUR, before_and_behind, boiler_rows

import zzcarbon as zc

warnings.simplefilter("ignore", zc.NotEstimatedWarning)  # what is NE is printed below
pd.set_option("display.width", 160, "display.max_columns", 20, "display.max_colwidth", 60)
OUTPUT = Path("output")
OUTPUT.mkdir(exist_ok=True)
GUIDE_2024 = ["cn-cets-ag-03.01-2024", "ipcc-2006-v2", "emep-eea-2023"]
GUIDES_2015 = ["cn-ndrc-industry-guides"]


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'=' * len(text)}")


# %% [markdown]
# ## The inventory

# %%
heading("Inventory of fuel combustion, Henan 2012 (set of 2024, grades A and B)")
activity = pd.concat([fuel_rows(2012, recovered_gas=False), other_energy(2012)], ignore_index=True)
SUBSTANCES = ["CO2", "CH4", "N2O", "NOx", "SOx", "NMVOC", "CO", "PM2.5", "NH3"]
inventory = zc.energy.estimate(activity, sets=GUIDE_2024, substances=SUBSTANCES)
print(inventory)

heading("By sector [kt]")
by_sector = inventory.by("sector", unit="kt", scope="1")
print(by_sector.pivot_table(index="sector", columns="substance", values="emission", sort=False)[SUBSTANCES].round(2))
print("Fuel of agriculture is taken as stationary: the balance does not tell machinery apart.")

# %% [markdown]
# ## CO2 beside the published inventory

# %%
heading("CO2 by fuel beside CEADs [Mt], two sets, blast furnace and converter gas counted as CEADs does")
materials = pd.read_csv(DATA / "henan_material_map.csv", keep_default_na=False).set_index("material")
with_recovered = fuel_rows(2012, recovered_gas=True)
with_recovered["ceads_fuel"] = with_recovered["fuel"].map(materials["ceads_fuel"])
columns = {}
for name, sets, grade in (("set of 2024 (A)", GUIDE_2024[:1], "B"), ("guides of 2013-2015 (C)", GUIDES_2015, "C")):
    estimate = zc.energy.estimate(with_recovered, factors=zc.factors(grade), sets=sets, substances=["CO2"])
    columns[name] = estimate.by("ceads_fuel", unit="Mt", scope="1").set_index("ceads_fuel")["emission"]
ceads = pd.read_csv(DATA / "henan_ceads_co2.csv")
ceads = ceads[ceads["year"] == 2012].set_index("fuel")["mt_co2"]
columns["CEADs"] = ceads.drop(["Process", "Scope 1 Total", "Scope 2 Heat", "Scope 2 Electricity", "Other Energy"])
beside = pd.DataFrame(columns).dropna(how="all").sort_values("CEADs", ascending=False)
beside.loc["sum"] = beside.sum()
print(beside.round(3))
without = {
    name: zc.energy.estimate(fuel_rows(2012, recovered_gas=False), factors=zc.factors(grade), sets=sets,
                             substances=["CO2"]).total("CO2").to("Mt").magnitude
    for name, sets, grade in (("set of 2024", GUIDE_2024[:1], "B"), ("guides of 2013-2015", GUIDES_2015, "C"))
}  # fmt: skip
print(f"Without recovered gas: {', '.join(f'{name} {value:.3f} Mt' for name, value in without.items())}.")
published = ceads["Scope 1 Total"] - ceads["Process"]
for name in list(columns)[:2]:
    total = beside.loc["sum", name]
    print(f"{name}: {total:.3f} Mt, {total / published:.4f} times CEADs ({published:.3f} Mt).")
print(
    "The difference is one of factors, not of quantities: CEADs takes less carbon per tonne of raw coal than\n"
    "either set (raw coal is assumed bituminous, since the balance does not say the rank), and its own values\n"
    "for coke oven gas, refinery gas and recovered gas. No factor was tuned to fit."
)

# %% [markdown]
# ## Air pollutants beside published totals of all sources

# %%
heading("Air pollutants beside the published totals of all sources, 2012 [kt]")
totals = pd.read_csv(DATA / "henan_published_totals_2012.csv")
totals["substance"] = totals["quantity"].str.extract(r"2012, (\S+)$")[0].replace({"SO2": "SOx", "VOC": "NMVOC"})
listed = totals.set_index("substance")["value"] * 1000
ours = inventory.total(scope="1") / 1000
print(pd.DataFrame({"fuel combustion, this inventory": ours, "all sources, published (C)": listed}).loc[
    ["NOx", "SOx", "NMVOC", "CO", "PM2.5", "NH3"]].round(1))  # fmt: skip
print("Tier 1 factors are uncontrolled averages: SOx, CO and particles stand without desulphurisation and filters.")
energy = activity[activity["fuel"] != "other energy"]
transport = energy["sector"] == "transport, storage, post"
share = 1 - energy.loc[transport, "amount"].sum() / energy["amount"].sum()
print(f"Covered for NOx: {share:.1%} of the energy burnt. Not covered (NE): the row Transportation,")
print("Telecommunications, Postal, whose split by road, rail and ship is not known.")
diesel_tonnes = (
    energy.loc[transport & (energy["fuel"] == "Diesel Oil"), "amount"].sum()
    / pd.read_csv(DATA / "henan_tce_factors.csv").set_index("material").loc["Diesel Oil", "tce_per_unit"]
)
for category, what in (("1.A.3.b.i", "passenger cars"), ("1.A.3.b.iii", "heavy-duty vehicles"), ("1.A.3.c", "rail")):
    factor = zc.factors().select(activity="combustion", substance="NOx", fuel="diesel", categories={"nfr": category})
    value = factor.quantity.to("g NOx/kg").magnitude
    print(f"  its {diesel_tonnes:.3f} Mt of diesel, all as {what} ({value:g} g/kg): {diesel_tonnes * value:.1f} kt NOx")
ships = zc.factors().frame.query("category == '1.A.3.d.ii' and substance == 'NOx' and subject.str.contains('diesel')")
print(f"  ships ({ships['value'].iloc[0]:g} kg/t) share the row; 11.77 to 25.95 g/kg are the ends for road only.")

# %% [markdown]
# ## Coal in boilers behind its devices (T/CSES 144-2024)
#
# The guideline of urban inventories goes by boiler, sulphur, ash and devices. The balance says none of these:
# `henan_controls.py` assumes them to show the way; nothing is tuned to the published totals.

# %%
heading("Raw coal in boilers before and behind devices, 2012 [kt]")
controlled = before_and_behind(2012)
print(controlled.round(1).to_string())
print(f"ASSUMED: {SULPHUR:.1%} sulphur, {ASH:.0%} ash, one boiler a sector, all industrial coal under boilers, and:")
for sector, (boiler, chain) in BOILERS.items():
    devices = "; ".join(f"{device} for {share:.0%} of the coal" for device, share in chain.items())
    print(f"  {sector}: {boiler}; {devices}")

heading("All fuel combustion, 2012 [kt]: uncontrolled, controlled by the assumed devices, and all sources published")
tier_1 = inventory.frame[~inventory.frame["id"].isin(boiler_rows(2012, devices=True)["id"])]
rest = tier_1.groupby("substance")["emission"].sum() / 1000
coal = controlled.groupby("substance").sum().rename({"SO2": "SOx"})
controls = pd.DataFrame(
    {
        "tier 1, uncontrolled": ours,
        "guideline, before devices": rest + coal["before devices"],
        "guideline, behind devices": rest + coal["behind devices"],
        "all sources, published (C)": listed,
    }
).loc[["SOx", "NOx", "PM2.5"]]
print(controls.round(1).to_string())
print(
    "Coal outside boilers, coke, oil and gas stay at tier 1 without devices. The published totals hold processes,\n"
    "traffic and dust as well, so that a share of them is no test of the devices: nothing was tuned. Without devices\n"
    "SOx of fuel alone is a multiple of the published total of all sources: in 2012 the controls decide the figure."
)

# %% [markdown]
# ## How sure, and which figure to measure better
#
# Amounts: +-5 %, the recommended default for energy statistics (IPCC 2006, volume 2), shared by all rows of one fuel
# of the balance, since one balance says them all: an assumption of this example. Carbon contents of the Chinese set
# have no bounds; they take those of the IPCC for the fuel, switched on by name.

# %%
heading("95 % interval of CO2 by sector [kt]")
known = activity.assign(activity_uncertainty=0.05, activity_source="balance, " + activity["fuel"].astype(str))
carbon = zc.energy.estimate(known[known["notation"] != "NE"], sets=GUIDE_2024, substances=["CO2"])
assumed = {"defaults": ["ipcc-2006-v2"], "default": 0.0}  # oxidation has no bounds anywhere: taken as exact
by_sector = carbon.uncertainty("sector", **assumed)
numbers = by_sector[["emission", "lower", "upper"]] / 1000
print(pd.concat([by_sector["sector"], numbers.round(0), by_sector[["relative", "exact"]].round(3)], axis=1).to_string())
whole = carbon.uncertainty(**assumed, draws=10_000, seed=2012)
low, high, first = (whole[name].iloc[0] / 1e6 for name in ("lower", "upper", "first_order_upper"))
print(f"Henan: {low:.1f} to {high:.1f} Mt by 10,000 draws (first order up to {first:.1f} Mt).")
heading("The five figures that matter most")
five = carbon.contributions("CO2", n=5, **assumed)
print(five[["figure", "change", "share", "cumulative", "source"]].round(3).to_string())

# %% [markdown]
# ## What drove CO2 from 2010 to 2012
#
# Energy burnt, the shares of sectors in it, the shares of fuels in each sector, and CO2 per energy. The fuel mix of a
# sector that burns nothing in a year is 0/0 and has no effect.

# %%
heading("Chained LMDI of Henan's CO2 2010 to 2012 [Mt]")
years = pd.concat([fuel_rows(year, recovered_gas=False).assign(year=year) for year in (2010, 2011, 2012)])
years["id"], years["material"] = years["id"] + " " + years["year"].astype(str), years["fuel"]
burnt = years.groupby(["year", "sector", "material"], as_index=False)["amount"].sum()
emitted = zc.energy.estimate(years, sets=GUIDE_2024[:1], substances=["CO2"]).by("year", "sector", "material", unit="Mt")
table = burnt.merge(emitted.dropna(subset=["emission"])[["year", "sector", "material", "emission"]])
table = zc.analysis.nested_shares(table[table["amount"] > 0], amount="amount", levels=["sector", "material"])
table["CO2 per energy"] = table["emission"] / table["amount"]
effects = zc.analysis.lmdi(
    table, factors=["total amount", "share of sector", "share of material", "CO2 per energy"],
    by=["sector", "material"], value="emission", chained=True,
)  # fmt: skip
by_year = effects.pivot_table(index="factor", columns="to", values="effect", sort=False)
print(by_year.assign(sum=by_year.sum(axis=1)).round(3))
print(
    "Change:", ", ".join(f"{row['to']} {row['change']:+.3f} Mt" for _, row in effects.drop_duplicates("to").iterrows())
)

# %% [markdown]
# ## The largest row, explained; and what could not be estimated

# %%
heading("The largest row")
frame = inventory.frame
largest = frame.loc[frame.loc[frame["substance"] == "CO2", "emission"].idxmax(), "id"]
print(inventory.explain(largest, "CO2"))
heading("Problems")
problems = inventory.problems
print(problems.groupby(["substance", "column"], sort=False)["id"].agg(["count", "first"]).head(12))
print(f"{len(problems)} in all; the first: {problems['problem'].iloc[0].splitlines()[0]}")

# %% [markdown]
# ## Quotas: published results against milestones

# %%
heading("Henan: key-project reductions to 2022 (grade C, asked for)")
henan = zc.plan("henan-14fyp-key-projects")
print(henan.check(observations=henan.observations(grade="C"), as_of=2022, grade="C"))
heading("Zhengzhou: the 22 indicators on published observations, as of 2023")
zhengzhou = zc.plan("zhengzhou-14fyp")
box = zhengzhou.only(*(name for name in zhengzhou.targets["target"].unique() if name.startswith("ZZ14-B1-")))
card = box.check(observations=zhengzhou.observations(grade="C"), as_of=2023, grade="C")
print(card)
print("The four quotas read undetermined: no project figures of Zhengzhou are published, and none are invented.")

# %% [markdown]
# ## Files

# %%
inventory.to_excel(OUTPUT / "henan_2012.xlsx")
try:
    import matplotlib.pyplot as plt
except ModuleNotFoundError:
    print("No chart: install zzcarbon[plot].")
else:
    figure, axes = plt.subplots(figsize=(9, 5), layout="constrained")
    beside.drop("sum").head(10).plot.barh(ax=axes)
    axes.set_xlabel("CO2 [Mt]")
    axes.set_ylabel("")
    axes.set_title("Henan 2012, CO2 by fuel")
    figure.savefig(OUTPUT / "henan_2012.png", dpi=120)
print(f"\nSaved {', '.join(sorted(path.name for path in OUTPUT.iterdir()))} in {OUTPUT}/")
