"""Write ``docs/background/coverage.md``: how many figures of each grade the database holds, by module and by region.

``--check`` writes nothing and fails when the page is out of date.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

import zzcarbon as zc
from zzcarbon.resources import data_path
from zzcarbon.vocabulary.regions import region_path, regions

__all__ = ["main", "page"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "background" / "coverage.md"
GRADES = ("A", "B", "C")

_HEAD = """# What the database holds

Written by `scripts/coverage_table.py` from the files of `factors/`. Grade A: the primary text or the publisher's own
machine copy was read; B: two independent copies agree, or worked out from figures of grade A; C: one copy. A and B
answer by default, C where it is asked for.

本页由脚本生成:各模块、各地区 A、B、C 级数据的条数;A、B 级默认使用,C 级须显式要求。
"""


def page() -> str:
    """Return the text of the page."""
    table = zc.factors("C")
    of_set = table.sets().set_index("key")["module"]
    of_activity = pd.read_csv(data_path("activities.csv"), keep_default_na=False).set_index("key")["module"]
    rows = pd.concat([table.frame, table.parameters], ignore_index=True)
    module = rows["activity"].map(of_activity).fillna(rows["set"].map(of_set))
    rows = rows.assign(module=module, place=rows["region"].map(_place))
    parts = [
        _HEAD,
        "## By module\n",
        _counts(rows, "module"),
        "## By region\n",
        _counts(rows, "place"),
        "## China, by module 中国各模块\n",
        _counts(rows[rows["place"] == _place("CN")], "module"),
        "## Figures that were worked out, and bounds\n",
        _kinds(rows),
    ]
    return "\n".join(parts)


def _place(key: str) -> str:
    """Return the country or group that a region lies in, by its name."""
    path = region_path(key)
    known = regions()
    wide = {"country", "group", "world"}
    found = next((step for step in path if step in known and known[step].kind in wide), path[-1])
    return f"{known[found].en} ({found})"


def _counts(rows: pd.DataFrame, by: str) -> str:
    counts = rows.pivot_table(index=by, columns="grade", aggfunc="size", fill_value=0)
    counts = counts.reindex(columns=GRADES, fill_value=0)
    counts = counts.assign(rows=counts.sum(axis=1)).sort_values(["rows"], ascending=False, kind="stable")
    total = counts.sum().rename("all")
    lines = [f"| {by} | rows | A | B | C | A and B |", "|---|---|---|---|---|---|"]
    for name, row in [*counts.iterrows(), ("all", total)]:
        share = (row["A"] + row["B"]) / row["rows"]
        lines.append(f"| {name} | {row['rows']} | {row['A']} | {row['B']} | {row['C']} | {share:.0%} |")
    return "\n".join(lines) + "\n"


def _kinds(rows: pd.DataFrame) -> str:
    derived = int((rows["derived"] != "").sum())
    bounds = rows.loc[rows["bounds"] != "", "bounds"].value_counts().sort_index()
    told = ", ".join(f"{count} {kind}" for kind, count in bounds.items())
    return f"{derived} figures were worked out and name their parts. Bounds by kind: {told}.\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is out of date")
    only_check = parser.parse_args(arguments).check
    text = page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if only_check:
        print("docs/background/coverage.md is out of date: run python scripts/coverage_table.py")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print("docs/background/coverage.md is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
