# ---
# jupyter:
#   jupytext:
#     text_representation: {extension: .py, format_name: percent}
# ---
"""A refractory and aluminium processor with two plants in Gongyi: from an Excel workbook to the statement.

一家耐材与铝加工企业（两座工厂，均为虚构）：从 Excel 台账到温室气体排放报告。

The company and all its figures are invented. Run it as a script, or open it as a notebook; ``--language zh`` prints
Chinese. Nothing is downloaded.
"""

# %% [markdown]
# # From the books of a group to its statement 从台账到报告
# The workbook has titles above Chinese headers; the reader finds them.

# %%
import sys
import warnings
from pathlib import Path

import pandas as pd

import zzcarbon as zc
from zzcarbon.tables import read_table

LANGUAGE = "zh" if sys.argv[-1:] == ["zh"] else "en"
HERE = Path(__file__).parent if "__file__" in globals() else Path()
BOOK = HERE / "data" / "fictitious_group.xlsx"

# %% [markdown]
# ## Boundary 组织边界
# One plant is owned whole, the other to 70 %; both are operated by the group.

# %%
entities = read_table(BOOK, table="entities", sheet="企业")
by_control = zc.footprint.organisation(entities)
by_equity = zc.footprint.organisation(entities, approach="equity share")
print(by_equity.frame[["entity", "share"]].to_string(index=False))

# %% [markdown]
# ## Activity 活动数据
# Each row belongs to a module; rows of the module 通用 name a method of scope 3 and a packaged or an own factor. A
# British factor of 2025 for an activity of 2023 is used on purpose: the warning says so.

# %%
rows = zc.read_activity(BOOK, sheet="活动数据")
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    inventory = zc.estimate(rows, substances=["CO2", "CH4", "N2O"])
print(*(str(item.message) for item in told), sep="\n")
for line in inventory.problems.itertuples():
    print(f"{line.id}: {line.substance} {line.problem.splitlines()[0]}")

# %% [markdown]
# ## Statement 排放报告
# Scope 2 stands twice. Certificates and contracts are used once; what they do not cover takes China's grid average
# without market-traded non-fossil power. 2024 has no electricity in the books: its scope 2 says so.

# %%
instruments = read_table(BOOK, table="instruments", sheet="绿电")
statement = by_control.statement(inventory, base_year=2023, instruments=instruments)
print(statement.document(LANGUAGE).text())
scopes = inventory.co2e("AR6").by("year", "scope", unit="kt")
scopes["scope"] = ("范围" if LANGUAGE == "zh" else "scope ") + scopes["scope"].astype(str)
_ = zc.plot.sectors(scopes, "scope", substance="CO2e (AR6)", language=LANGUAGE)

# %% [markdown]
# ## The works by the method of its sector 按行业方法核算
# Refractories are of the sector other industry. The account says what was measured, what is default, and what works of
# the sector have as a rule and the books do not hold. A benchmark is an input; this one is invented like the works.

# %%
works = rows[(rows["entity"] == "虚构耐材一厂") & (rows["module"] == "能源") & (rows["year"] == 2023)]
streams = works.assign(stream=["购入电力" if fuel == "电力" else "化石燃料燃烧" for fuel in works["fuel"]])
account = zc.footprint.enterprise(streams, sector="耐火材料")
print(account.document(LANGUAGE).text())
plan = {
    "output": [60000],
    "unit": ["t"],
    "benchmark": [0.3],
    "benchmark_unit": ["t/t"],
    "benchmark_source": ["虚构方案 (fictitious)"],
}
print(account.allowances(plan, covered="fuel combustion").round(1).to_string(index=False))

# %% [markdown]
# ## By share of equity, intensity, change 股权比例法、强度、变化

# %%
share = by_equity.statement(inventory, instruments=instruments)
both = pd.DataFrame(
    {boundary.approach: boundary.totals(2023).set_index("line")["emission"] for boundary in (statement, share)}
)
print(both.round(1).to_string())
print(statement.intensity({"revenue [万元]": {2023: 86000, 2024: 90500}}).round(4).to_string(index=False))
print(statement.change().query("line == 'scope 1'").to_string(index=False))

# %% [markdown]
# ## A target 目标
# Scope 1 falls by 4.2 % of 2023 a year: the rate is an input. The plan judges it; the chart shows path and statement.

# %%
target = {
    "id": "S1",
    "indicator": "scope 1",
    "rate": 0.042,
    "base": statement.total("scope 1", 2023),
    "base_year": 2023,
}
plan = zc.footprint.target_plan([{**target, "due": 2030}], title="S1", start=2023, end=2030)
card = plan.check(observations=statement.observations())
print(card.frame[["target", "status", "on_track", "achieved", "required", "unit"]].to_string(index=False))
path = zc.footprint.target_path(target["base"], 2023, 2030, target["rate"])
_ = zc.plot.trajectory(statement.series("scope 1"), path=path, language=LANGUAGE)

# %% [markdown]
# ## What is missing 缺什么
# Bauxite and magnesia have no factor in the packaged lists: the search says what to ask for.

# %%
with zc.options.within(language=LANGUAGE):
    for material in ("镁砂", "铝矾土", "耐火砖"):
        print(material, "-", zc.general.find(material)["note"][0])
print(statement.problems.to_string(index=False))
