# %% [markdown]
# # Zhengzhou's CO2 2000 to 2019: has it peaked, how sure is that, and what paths lead on
#
# Published city totals (CEADs, grade C; terms in `examples/data/README.md`). GDP and population of these years were
# not found twice, so there is no Kaya decomposition here: `zc.analysis.kaya` takes them as columns.

# %%
from pathlib import Path

import pandas as pd

import zzcarbon as zc

DATA = Path(__file__).parent / "data" if "__file__" in globals() else Path("data")
series = pd.read_csv(DATA / "zhengzhou_co2_totals.csv").set_index("year")["mt_co2"]


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'=' * len(text)}")


# %% [markdown]
# ## Peak and trend
#
# The maximum is 2014; all later values are lower, and S of Mann-Kendall is -9. With six years the test cannot say more
# than p = 2/720, and this series says p = 0.136: the verdict is *undetermined*, not *peaked*.

# %%
heading("Peak")
found = zc.analysis.peak(series)
print(found)
print(f"Sen slope 2000-2019: {found.whole_slope.slope:+.2f} Mt a year, p {found.whole.p:.2g}")
print(
    f"Sen slope 2014-2019: {found.since_slope.slope:+.2f} Mt a year; mean change {found.mean_yearly_change:+.1%} a year"
)

# %% [markdown]
# The plan's target T-056 asks for a peak before 2030. The plan begins in 2021 and this series ends in 2019, so its card
# says *no data* and nothing else; with later years the remark of the card holds this same test.

# %%
heading("Target T-056 on this series")
levels = pd.DataFrame({"indicator": "ZZ14-T-056", "year": series.index, "value": series.to_numpy(), "unit": "Mt CO2"})
card = zc.plan("zhengzhou-14fyp").only("ZZ14-T-056").check(observations=levels.assign(basis="level"), as_of=2024)
print(card.frame[["target", "indicator", "status", "reason"]].to_string(index=False))

# %% [markdown]
# ## The fall of 2015 is a jump
#
# A quality check comes before a story: a fall of 27 % in one year asks for an explanation, and the source gives none.

# %%
heading("Jumps above 20 % (absolute logarithm 0.2)")
print(
    zc.analysis.check_jumps(series.rename("emission").reset_index(), limit=0.2)[["year", "before", "after", "change"]]
)

# %% [markdown]
# ## How sure is the year?
#
# Errors of +-5 % (an assumption of this example): if every year erred alone, the maximum would stay in 2014 in a little
# more than half of the draws; if one factor makes the errors of all years, it always stays. What years share matters
# more than the width.

# %%
heading("Share of 20,000 draws whose maximum is 2014")
for correlation in (0.0, 0.8, 1.0):
    draws = zc.uncertainty.sampled_series(series, relative=0.05, correlation=correlation, draws=20_000, seed=2014)
    print(f"correlation between years {correlation:.1f}: {zc.analysis.peak(series, draws=draws).share_of_draws:.0%}")

# %% [markdown]
# ## If 2015 to 2019 had been missing
#
# A straight line through the last years does not know of the fall: a filled value is marked, and never a measured one.

# %%
heading("Trend of 2010-2014 carried on, beside what was published [Mt]")
known = series.where(series.index <= 2014)
filled = zc.analysis.splice(known, by="trend", points=5)
print(filled.loc[2014:, ["value", "function", "text"]].assign(published=series).round(2).to_string())

# %% [markdown]
# ## Paths
#
# Three ways from 2019 to 40 Mt in 2035, a made-up target: what they emit in between differs.

# %%
heading("Paths to a made-up 40 Mt in 2035 [Mt]")
ways = {
    form: zc.analysis.path(form, start_year=2019, start=series[2019], end_year=2035, end=40.0)
    for form in ("linear", "compound", "S")
}
table = pd.DataFrame(ways)
print(table.iloc[::4].round(2))
_ = zc.plot.trajectory(series, peak=found.year, path=ways["linear"].to_dict(), unit="Mt", substance="CO2")
print("Sum 2020-2035:", ", ".join(f"{name} {values.loc[2020:].sum():.0f} Mt" for name, values in ways.items()))
