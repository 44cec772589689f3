"""Rows by engine, size and way, each in a fresh process beside the same work by hand; prints a table.

``python benchmarks/scale.py 1e3 1e6 1e7 1e8`` makes its data in a temporary folder (1 GB for 1e8, whose rows stay in
files), runs every way that is installed, says which are not, and prints the page ``docs/background/speed.md``; ``--write`` writes it. Only ratios of one run count.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

SUBSTANCES = ["CO2", "CH4", "N2O", "NOx", "CO", "NMVOC"]
FUELS = ["raw coal", "coke", "diesel", "fuel oil", "kerosene", "gasoline", "cleaned coal", "lignite"]
CATEGORIES = ["1.A.1.a", "1.A.2", "1.A.4.a.i", "1.A.4.b.i"]
KEYS, LABELS = ["fuel", "category_nfr"], ["district", "sector"]
PAGE = Path(__file__).resolve().parents[1] / "docs" / "background" / "speed.md"
WAYS = ("polars scan", "polars", "duckdb scan", "duckdb", "pyarrow", "pandas", "pandas categories")
WAYS_OF_FILES = ("polars scan", "duckdb scan")
MOST_IN_MEMORY = 20_000_000
"""Rows above which only files are measured."""

PEERS = {"polars scan": "polars", "polars": "polars", "duckdb scan": "duckdb", "duckdb": "duckdb", "pyarrow": "duckdb",
         "pandas": "polars", "pandas categories": "numpy"}  # fmt: skip


def write_rows(folder: Path, rows: int) -> None:
    """Write rows of plain text and an amount, in files of two million."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = np.random.default_rng(7)
    words = {
        "fuel": FUELS,
        "category_nfr": CATEGORIES,
        "unit": ["t"],
        "district": [f"CN-4101{n:02d}" for n in range(1, 17)],
        "sector": ["power", "industry", "services", "households"],
    }
    folder.mkdir()
    for at, start in enumerate(range(0, rows, 2_000_000)):
        count = min(2_000_000, rows - start)
        codes = {name: draw.integers(0, len(known), count, np.int32) for name, known in words.items()}
        columns = {n: pa.DictionaryArray.from_arrays(c, words[n]).cast(pa.string()) for n, c in codes.items()}
        pq.write_table(pa.table({**columns, "amount": draw.random(count) * 100}), folder / f"{at}.parquet")


def factors() -> pd.DataFrame:
    """Return tonnes per tonne of fuel by key, one column a substance: what the peers multiply."""
    import zzcarbon as zc

    cells = [(fuel, category) for fuel in FUELS for category in CATEGORIES]
    frame = pd.DataFrame(cells, columns=KEYS).assign(amount=1.0, unit="t")
    frame["id"] = [f"{fuel}|{category}" for fuel, category in cells]
    lines = zc.energy.estimate(frame, region="CN-HA", substances=SUBSTANCES).frame
    wide = lines.pivot(index="id", columns="substance", values="emission")[SUBSTANCES].fillna(0.0)
    return frame.set_index("id")[KEYS].join(wide).reset_index(drop=True)


def source(way: str, folder: Path) -> object:
    """Return the rows as a way has them."""
    pattern = str(folder / "*.parquet")
    if way == "polars scan":
        import polars as pl

        return pl.scan_parquet(pattern)
    if way == "duckdb scan":
        import duckdb

        return duckdb.read_parquet(pattern)
    import pyarrow.parquet as pq

    table = pq.read_table(folder)
    if way == "pyarrow":
        return table
    if way == "polars":
        import polars as pl

        return pl.from_arrow(table)
    if way == "duckdb":
        import duckdb

        return duckdb.from_arrow(table)
    frame = table.to_pandas()
    return frame.astype(dict.fromkeys([*KEYS, "unit", *LABELS], "category")) if "categories" in way else frame


def ours(rows: object) -> pd.DataFrame:
    """Estimate and group by two labels."""
    import zzcarbon as zc

    return zc.energy.estimate(rows, region="CN-HA", substances=SUBSTANCES, labels=LABELS).by(*LABELS)


def by_hand(peer: str, rows: object, table: pd.DataFrame) -> object:
    """Do the same work with a peer."""
    if peer == "duckdb":
        sums = ", ".join(f'sum(amount * "{name}") as "{name}"' for name in SUBSTANCES)
        text = (
            f"select district, sector, {sums} from rows left join factor_rows using (fuel, category_nfr) group by all"
        )
        return _duck(rows, table, text)
    if peer == "numpy":
        return _numpy(rows, table)
    import polars as pl

    frame = (
        rows
        if isinstance(rows, pl.LazyFrame)
        else (rows if isinstance(rows, pl.DataFrame) else pl.from_pandas(rows)).lazy()
    )
    joined = frame.join(pl.from_pandas(table).lazy(), on=KEYS, how="left").group_by(LABELS)
    return joined.agg([(pl.col("amount") * pl.col(n)).sum().alias(n) for n in SUBSTANCES]).collect(engine="streaming")


def _duck(rows: object, factor_rows: pd.DataFrame, text: str) -> object:  # noqa: ARG001  (the query finds them)
    import duckdb

    return duckdb.sql(text).df()


def _numpy(frame: pd.DataFrame, table: pd.DataFrame) -> np.ndarray:
    """Take, multiply and count: codes of categories are there already."""
    codes = frame["fuel"].cat.codes.to_numpy(np.int64) * len(CATEGORIES) + frame["category_nfr"].cat.codes.to_numpy()
    groups = frame["district"].cat.codes.to_numpy(np.int64) * 4 + frame["sector"].cat.codes.to_numpy()
    order = table.set_index(KEYS).loc[
        [(f, c) for f in frame["fuel"].cat.categories for c in frame["category_nfr"].cat.categories]
    ]
    amount = frame["amount"].to_numpy()
    return np.column_stack([np.bincount(groups, amount * order[n].to_numpy().take(codes), 64) for n in SUBSTANCES])


def measure(way: str, folder: Path, table: pd.DataFrame, repeats: int) -> dict[str, float]:
    """Run our way and the peer in turn; medians of wall and CPU seconds, and the peak of the process."""
    rows = source(way, folder)
    found: dict[str, list[tuple[float, float]]] = {"ours": [], "peer": []}
    peak = 0.0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(repeats + 1):
            for name, work in (("ours", lambda: ours(rows)), ("peer", lambda: by_hand(PEERS[way], rows, table))):
                wall, cpu = time.perf_counter(), os.times()
                work()
                after = os.times()
                peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before the peer has run
                found[name].append((time.perf_counter() - wall, after.user + after.system - cpu.user - cpu.system))
    medians = {f"{name} {unit}": float(np.median([pair[at] for pair in pairs[1:]])) for name, pairs in found.items()
               for at, unit in enumerate(("wall", "cpu"))}  # fmt: skip
    return {**medians, "peak MB": peak}


def _timed(work: Callable[[], object], repeats: int = 1) -> dict[str, float]:
    """Return the median of CPU seconds, and what the peak of the process grew by."""
    before, found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, []
    for _ in range(repeats):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return {
        "cpu": float(np.median(found)),
        "peak MB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


def _memory_rows(rows: int, bad: int = 0) -> pd.DataFrame:
    """Return rows in memory; the first ``bad`` of them have no number."""
    draw = np.random.default_rng(7)
    words = {"fuel": FUELS, "category_nfr": CATEGORIES, "district": [f"d{at}" for at in range(16)]}
    frame = pd.DataFrame({n: pd.Series(np.array(w)[draw.integers(0, len(w), rows)]) for n, w in words.items()})
    frame = frame.assign(unit="t", amount=draw.random(rows))
    frame.loc[: bad - 1, "amount"] = np.nan
    return frame


def _estimated(rows: int, bad: int = 0) -> Any:
    import zzcarbon as zc

    return zc.energy.estimate(_memory_rows(rows, bad), region="CN-HA", substances=SUBSTANCES)


def _fresh(code: str) -> dict[str, float]:
    """Run code in new processes, compiled by the first one as an installed package is; CPU seconds of the process."""
    found = []
    with tempfile.TemporaryDirectory() as place:
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        for _ in range(6):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, env={**own, "PYTHONPYCACHEPREFIX": place})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"cpu": float(np.median(found[1:])), "peak MB": 0.0}


def _warm(rows: int) -> dict[str, float]:
    import zzcarbon as zc

    frame = pd.DataFrame({"fuel": ["diesel"] * rows, "amount": 1.0, "unit": "t", "year": 2023})
    work = partial(zc.energy.estimate, frame, region="CN-HA", substances=["CO2"])
    work()
    return _timed(work, 200)


def _composed() -> dict[str, float]:
    import zzcarbon as zc

    frame = pd.DataFrame([(f, c) for f in FUELS for c in CATEGORIES], columns=KEYS).assign(amount=1.0, unit="t")
    work = partial(zc.energy.estimate, frame, region="CN-HA", substances=SUBSTANCES)
    work()
    return _timed(work, 20)


def _problems() -> dict[str, float]:
    inventory = _estimated(10_000_000, 1_000_000)
    return _timed(lambda: inventory.problems)


def _long() -> dict[str, float]:
    inventory = _estimated(1_000_000)
    return _timed(lambda: inventory.frame)


def _stored() -> dict[str, float]:
    import zzcarbon as zc

    inventory = _estimated(1_000_000)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "inventory.parquet")
        found = _timed(lambda: (inventory.to_parquet(path), zc.read_inventory(path).total()))
        return {**found, "peak MB": sum(part.stat().st_size for part in Path(place).rglob("*")) / 1e6}


_TEN = (
    "import pandas as pd, zzcarbon as zc; zc.energy.estimate(pd.DataFrame({'fuel': ['diesel'] * 10, 'amount': 1.0, "
    "'unit': 't', 'year': 2023}), region='CN-HA', substances=['CO2']).by('fuel')"
)
WORKS: dict[str, Callable[[], dict[str, float]]] = {
    "one row, warm": lambda: _warm(1),
    "ten rows, warm": lambda: _warm(10),
    "192 coefficients, warm": _composed,
    "ten rows in a fresh process": lambda: _fresh(_TEN),
    "import of pandas and pint in a fresh process": lambda: _fresh("import pandas, pint"),
    "import of pandas in a fresh process": lambda: _fresh("import pandas"),
    "frame of 10^6 rows x 6": _long,
    "problems of 10^7 rows, 10^6 of them bad": _problems,
    "Parquet of 10^6 rows x 6 out and back (MB: of the files)": _stored,
}
"""Work without a peer: what it costs, each in a process of its own."""


def main() -> None:
    """Measure every way at every size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["1e3", "1e5", "1e6"])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", nargs=3)
    parser.add_argument("--work", choices=WORKS)
    asked = parser.parse_args()
    if asked.work:
        print(json.dumps(WORKS[asked.work]()))
        return
    if asked.one:
        way, folder, table = asked.one
        print(json.dumps(measure(way, Path(folder), pd.read_parquet(table), asked.repeats)))
        return
    lines = [
        _head(),
        "| rows | way | by hand with | ours / by hand, CPU | wall | ours, CPU s | peak MB |",
        "|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as place:
        table = Path(place, "factors.parquet")
        factors().to_parquet(table, index=False)
        for size in asked.sizes:
            rows = int(float(size))
            folder = Path(place, size)
            write_rows(folder, rows)
            for way in WAYS if rows <= MOST_IN_MEMORY else WAYS_OF_FILES:
                told = [
                    sys.executable,
                    __file__,
                    "--repeats",
                    str(asked.repeats),
                    "--one",
                    way,
                    str(folder),
                    str(table),
                ]
                done = subprocess.run(told, capture_output=True, text=True, check=False)
                if done.returncode:
                    why = done.stderr.strip().splitlines()[-1].partition(":")[0]
                    print(done.stderr[-500:], file=sys.stderr)
                    lines.append(f"| {rows:,} | {way} | {PEERS[way]} | not measured: {why} | | | |")
                    print(lines[-1], flush=True)
                    continue
                found = json.loads(done.stdout.splitlines()[-1])
                cpu, wall = (found[f"ours {unit}"] / max(found[f"peer {unit}"], 1e-9) for unit in ("cpu", "wall"))
                lines.append(
                    f"| {rows:,} | {way} | {PEERS[way]} | {cpu:.2f} | {wall:.2f} | {found['ours cpu']:.2f} | {found['peak MB']:.0f} |"
                )
                print(lines[-1], flush=True)
    lines += ["", "| work | seconds, CPU | peak MB, above the start |", "|---|---|---|"]
    for work in WORKS:
        done = subprocess.run([sys.executable, __file__, "--work", work], capture_output=True, text=True, check=False)
        if done.returncode:
            print(work, done.stderr[-500:], file=sys.stderr)
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        lines.append(f"| {work} | {found['cpu']:.4g} | {found['peak MB']:.0f} |")
        print(lines[-1], flush=True)
    if asked.write:
        _, mark, written_by_hand = PAGE.read_text(encoding="utf-8").partition("\n## ")
        PAGE.write_text("\n".join(lines) + "\n" + mark + written_by_hand, encoding="utf-8")


def _head() -> str:
    names = ("numpy", "pandas", "pyarrow", "polars", "duckdb", "narwhals")
    known = ", ".join(f"{name} {_version(name)}" for name in names)
    return (
        "# Speed by engine\n\nWritten by `python benchmarks/scale.py --write` on " f"{os.cpu_count()} cores, Python "
        f"{platform.python_version()}, {known}. Six substances, five columns of text, grouped by two labels, exact sums; "
        "the peers multiply and sum plainly and find no bad value. Only ratios of one line count: both sides take turns in "
        f"one process. Load of the machine at the start {os.getloadavg()[0]:.1f}.\n"
    )  # fmt: skip


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


if __name__ == "__main__":
    main()
