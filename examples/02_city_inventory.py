# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
# %% [markdown]
# # A city that is whole: Zhengzhou
#
# One year of a city through all modules: energy, industry, transport, buildings, water, agriculture, waste.
# The files in `examples/data/zhengzhou` hold the activity data, with Chinese or English headers, and say of every
# figure where it is published. What is not published is marked *illustrative*: it shows how the library works,
# not what the city emits. A substance that rests to more than half on illustrative numbers prints no total.
#
# `python examples/02_city_inventory.py --language zh` prints the report in Chinese.

# %%
import argparse
import warnings
from pathlib import Path

import pandas as pd
from city_rows import DATA, by_district, illustrative_shares, read_rows, read_texts
from city_tables import district_table, sector_table, total_table

import zzcarbon as zc

warnings.simplefilter("ignore", zc.NotEstimatedWarning)  # what is not estimated is listed below
arguments = argparse.ArgumentParser(description="An inventory of Zhengzhou")
arguments.add_argument("--language", choices=["en", "zh"], default="en")
LANGUAGE = arguments.parse_known_args()[0].language
TEXTS = read_texts(LANGUAGE)
OUTPUT = Path("output")
OUTPUT.mkdir(exist_ok=True)
pd.set_option("display.width", 200, "display.max_columns", 30, "display.max_colwidth", 90, "display.max_rows", 200)
pd.set_option("display.unicode.east_asian_width", True)


def heading(key: str) -> None:
    """Print a heading."""
    print(f"\n{TEXTS[key]}\n{'=' * 2 * len(TEXTS[key])}" if LANGUAGE == "zh" else f"\n{TEXTS[key]}\n{'=' * len(TEXTS[key])}")


def say(key: str, **numbers: object) -> None:
    """Print a sentence with its numbers."""
    print(TEXTS[key].format(**numbers))


# %% [markdown]
# ## The rows
# A row of the whole city is split by district: by residents, or by the key that it names.

# %%
city = read_rows()
rows = by_district(city)
heading("title")
say("introduction", rows=len(city), published=int(city["activity_evidence"].eq("published").sum()), split=len(rows))
inventory = zc.estimate(rows)

# %% [markdown]
# ## What the totals rest on

# %%
heading("totals")
say("legend")
shares = illustrative_shares(inventory)
print(total_table(shares, TEXTS).to_string())
printed = shares[shares["any"] <= 0.5].set_index(["indirect", "substance"])["emission"]

# %% [markdown]
# ## By sector, by district

# %%
heading("sectors")
say("tilde")
print(sector_table(illustrative_shares(inventory, "branch"), TEXTS).to_string())
heading("districts")
say("district note")
print(district_table(illustrative_shares(inventory, "region"), TEXTS, LANGUAGE).to_string())

# %% [markdown]
# ## Counted once?
# A city counts the same carbon twice when it adds what two tables call differently.

# %%
heading("double counting")
frame = inventory.frame
tonnes = frame[frame["substance"].eq("CO2")].groupby("scope")["emission"].sum()
plants = frame.query("substance == 'CO2' and scope == '1' and branch == 'power and heat plants'")["emission"].sum()
say("power", plants=plants / 1e6, bought=tonnes.get("2", 0.0) / 1e6, direct=tonnes.get("1", 0.0) / 1e6)
counted = city[city["notation"].eq("IE")]
for target, rows_there in counted.groupby("counted_in", sort=False):
    say("counted elsewhere", rows=", ".join(rows_there["id"]), target=target)
coke = city[city["fuel"].eq("coke") | city.get("material", pd.Series(index=city.index)).isin(["coke", "焦炭"])]
coke_burnt = coke.loc[coke["module"].eq("energy") & coke["notation"].isna(), "amount"].sum()
say("coke", balance=coke.loc[coke["module"].ne("energy"), "amount"].sum(), burnt=coke_burnt)
fuel_of_roads = city[city["counted_in"].eq("transport: road vehicles")]
balance = zc.energy.estimate(fuel_of_roads.assign(notation=None, region="CN-410100"), substances=["CO2"]).total("CO2")
roads = frame.query("module == 'transport' and substance == 'CO2' and scope == '1'")["emission"].sum()
say("vehicle fuel", balance=balance.to("Mt").magnitude, roads=roads / 1e6, ratio=roads / balance.to("t").magnitude)
sewage = frame[frame["branch"].eq("sewage plants") & frame["substance"].eq("COD")]["emission"].sum()
behind = city[city["counted_in"].eq("water: sewage plants") & city["substance"].eq("COD")]
load = (behind["amount"] * behind["concentration"]).sum() / 100  # 万立方米 x mg/L = 10 kg
say("sewage", plants=sewage, behind=load)
found = inventory.problems
double = found[found["problem"].str.contains("double counting", na=False)]
say("found", count=len(double), kinds="; ".join(dict.fromkeys(double["problem"].str.split(":").str[1].str.strip())))

# %% [markdown]
# ## Beside published totals
# A difference says something only when it says what differs: the year, the boundary, the factors or the figures.

# %%
heading("comparison")
published = pd.read_csv(DATA / "published_totals.csv").set_index("key")["value"]
nh3 = frame[frame["substance"].eq("NH3")]
farm = nh3.loc[nh3["branch"].eq("agriculture"), "emission"].sum()
say("nh3", ours=nh3["emission"].sum(), farm=farm / nh3["emission"].sum(), ratio=farm / (published["nh3"] * 0.634),
    total=published["nh3"], share=published["nh3_agriculture"] / 100)  # fmt: skip
road = frame.query("module == 'transport' and kind == 'road'") if "kind" in frame else frame.iloc[:0]
exhaust = road.groupby("substance")["emission"].sum()
distance = (city["amount"] * 1e4 * city.get("annual_distance", float("nan")))[city.get("kind", "").eq("road")].sum()
say("vehicles", nox=exhaust.get("NOx", 0.0) / 1e3, henan=published["vehicles_nox"],
    km=exhaust.get("NOx", float("nan")) * 1e6 / distance if distance else float("nan"), km_henan=published["vehicles_nox_km"])  # fmt: skip
direct = tonnes.get("1", 0.0) / 1e6
say("ceads", ours=direct, theirs=published["ceads_2019"], share=float(shares.query("substance == 'CO2' and not indirect")["any"].iloc[0]))
minerals = frame[frame["kind"].eq("building materials") & frame["substance"].eq("NOx")]["emission"].sum() if "kind" in frame else 0.0
say("building materials", ours=minerals, theirs=published["building_nox"], share=minerals / published["building_nox"])

# %% [markdown]
# ## One year with published coal: 2012
# For 2012 the city itself published its coal. That is the one year in which its CO2 can be checked.

# %%
heading("check 2012")
coal = zc.read_activity(DATA / "coal_2012.csv").assign(region="CN-410100")
past = zc.energy.estimate(coal, substances=["CO2"]).total("CO2").to("Mt").magnitude
say("coal 2012", ours=past, theirs=published["ceads_2012"], ratio=past / published["ceads_2012"])

# %% [markdown]
# ## What was not estimated, and what is behind the numbers

# %%
heading("gaps")
gaps = found[~found["problem"].str.contains("double counting", na=False)]
gaps = gaps.assign(row=gaps["id"].astype(str).str.split("/").str[0])
listed = gaps.groupby(["row", "substance"], sort=False)["column"].first().reset_index()
for substance, where in listed.groupby("substance", sort=False)["row"]:
    print(f"- {substance}: {', '.join(dict.fromkeys(where))}")
heading("sources")
for source, year in city[["activity_source", "activity_year"]].dropna().drop_duplicates().itertuples(index=False):
    print(f"- [{year:.0f}] {source}")
methods = zc.methods() if hasattr(zc, "methods") else pd.DataFrame()
used = sorted(set(frame["method"].dropna()))
validated = methods[methods["method"].isin(used) & methods["validated"].ne("")]["method"].nunique()
say("methods", used=len(used), validated=validated)
path = OUTPUT / f"zhengzhou_{LANGUAGE}.csv"
inventory.to_csv(path)
say("saved", path=path)
