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
from city_checks import building_materials, coal_2012, coke, memo, nh3, power, sewage, vehicle_fuel, vehicles
from city_rows import DATA, across, by_district, estimate, illustrative_shares, read_rows, total_table

import zzcarbon as zc
from zzcarbon.vocabulary.regions import region

warnings.simplefilter("ignore", zc.NotEstimatedWarning)  # what is not estimated is listed below
arguments = argparse.ArgumentParser(description="An inventory of Zhengzhou")
arguments.add_argument("--language", choices=["en", "zh"], default="en")
LANGUAGE = arguments.parse_known_args()[0].language
TEXTS = zc.document.read_sentences(DATA / "texts.csv", LANGUAGE)
OUTPUT = Path("output")
OUTPUT.mkdir(exist_ok=True)
pd.set_option("display.width", 200, "display.max_columns", 30, "display.max_colwidth", 90, "display.max_rows", 200)
pd.set_option("display.unicode.east_asian_width", True)


def heading(key: str) -> None:
    """Print a heading."""
    width = 2 if LANGUAGE == "zh" else 1
    print(f"\n{TEXTS[key]}\n{'=' * width * len(TEXTS[key])}")


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
inventory = estimate(rows)

# %% [markdown]
# ## What the totals rest on

# %%
heading("totals")
say("legend")
shares = illustrative_shares(inventory)
print(total_table(shares, TEXTS).to_string())
say("memo", **memo(inventory))

# %% [markdown]
# ## By sector, by district

# %%
heading("sectors")
say("tilde")
sectors = across(illustrative_shares(inventory, "branch"), "branch", TEXTS["scope 2"]).sort_index()
print(sectors.rename(index=lambda name: TEXTS[f"sector {name}"]).rename_axis(TEXTS["sector"]).to_string())
heading("districts")
say("district note")
districts = across(illustrative_shares(inventory, "district"), "district", TEXTS["scope 2"])
districts = districts.sort_index(key=lambda names: names.map(lambda name: region(name).key))
names = {name: region(name).zh if LANGUAGE == "zh" else region(name).en for name in districts.index}
print(districts.rename(index=names).rename_axis(TEXTS["district"]).to_string())

# %% [markdown]
# ## Counted once?
# A city counts the same carbon twice when it adds what two tables call differently.

# %%
heading("double counting")
frame = inventory.frame
say("power", **power(frame))
for target, there in city[city["notation"].eq("IE")].groupby("counted_in", sort=False):
    say("counted elsewhere", rows=", ".join(there["id"]), target=TEXTS[target])
say("coke", **coke(city))
say("vehicle fuel", **vehicle_fuel(city, frame))
say("sewage", **sewage(city))
problems = inventory.problems
twice = problems["problem"].str.contains("double counting", na=False)
kinds = problems.loc[twice, "problem"].str.partition(":")[2].str.strip().unique()
say("found", count=int(twice.sum()), kinds="; ".join(kinds))

# %% [markdown]
# ## Beside published totals
# A difference says something only when it says what differs: the year, the boundary, the factors or the figures.

# %%
heading("comparison")
published = pd.read_csv(DATA / "published_totals.csv").set_index("key")["value"].to_dict()
say("nh3", **nh3(frame, published))
say("vehicles", **vehicles(rows, frame, published))
illustrative = shares.loc[shares["substance"].eq("CO2") & ~shares["indirect"], "any"].iloc[0]
say("ceads", theirs=published["ceads_2019"], share=illustrative)
say("building materials", **building_materials(frame, published))

# %% [markdown]
# ## One year with published coal: 2012
# For 2012 the city itself published its coal. That is the one year in which its CO2 can be checked.

# %%
heading("check 2012")
say("coal 2012", **coal_2012(zc.read_activity(DATA / "coal_2012.csv"), published))

# %% [markdown]
# ## One row explained
# Every number of the inventory says how it was made.

# %%
heading("explained")
print(inventory.explain("电力-居民/金水区", "CO2"))

# %% [markdown]
# ## What was not estimated, and what is behind the numbers

# %%
heading("gaps")
said = city[city["notation"].eq("NE") & city["substance"].notna()].set_index("id")["substance"]
gaps = inventory.problem_rows()
gaps = gaps[~gaps["problem"].str.contains("double counting", na=False)]
gaps = gaps.assign(row=gaps["id"].astype(str).str.partition("/")[0])
blank = gaps["substance"].fillna("").eq("")
gaps["substance"] = gaps["substance"].where(~blank, gaps["row"].map(said).fillna("all"))
for substance, where in gaps.drop_duplicates(["row", "substance"]).groupby("substance", sort=False)["row"]:
    print(f"- {substance}: {', '.join(dict.fromkeys(where))}")
heading("sources")
for source, year in city[["activity_source", "activity_year"]].dropna().drop_duplicates().itertuples(index=False):
    print(f"- [{float(year):.0f}] {source}")
methods = zc.methods()
used = set(frame["method"].dropna()) - {""}
validated = methods.loc[methods["method"].isin(used) & methods["validation"].eq("published case"), "method"].nunique()
say("methods", used=len(used), validated=validated)
path = OUTPUT / f"zhengzhou_{LANGUAGE}.csv"
inventory.to_csv(path)
say("saved", path=path)
