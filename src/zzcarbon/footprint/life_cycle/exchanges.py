"""The exchanges of a process graph, read: outputs, inputs, emissions; every problem at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import DataError, Problem, UnitError, ZzcarbonError, english, shown
from zzcarbon.gwp import co2e
from zzcarbon.quantities import quantity
from zzcarbon.tables import Cells, open_cells
from zzcarbon.units import conversion_factor

__all__ = ["ALLOCATIONS", "KINDS", "Exchanges", "allocation_keys", "read_exchanges"]

ALLOCATIONS = ("mass", "energy", "economic", "substitution", "cut-off")
"""How co-products may share a process; none is taken in silence."""

KINDS = ("fossil", "biogenic", "biogenic CO2", "land use change", "removal")
"""Kinds of emission that are kept apart; biogenic is that of other gases than CO2."""

_ROLES = {"output": "output", "输出": "output", "产出": "output", "产品": "output", "input": "input", "输入": "input",
          "投入": "input", "消耗": "input",
          "emission": "emission", "排放": "emission", "排放物": "emission"}  # fmt: skip
_KEYS = {"mass": "mass", "energy": "energy", "economic": "value"}


@dataclass(frozen=True, eq=False)
class Exchanges:
    """What was read, one entry per row.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``process role item amount unit kind stage primary relative main substitutes mass energy value``; amounts of an
        item are all in one unit, emissions in kg CO2e.
    gwp : str
        Set behind the CO2e.
    """

    frame: pd.DataFrame
    gwp: str


def read_exchanges(source: Any, gwp: str, allocation: str | None) -> Exchanges:
    """Read the exchanges of a process graph.

    Raises
    ------
    DataError
        Every problem: roles, amounts, units, items that nothing makes, co-products without the key of the allocation.
    """
    needed = ("process", "role", "item", "amount")
    cells = open_cells(source, "exchanges", needed, refusal="the exchanges lack columns", closed=True)
    role = np.array([_ROLES.get(word, "") for word in cells.text("role")], dtype=object)
    cells.report(role == "", "role", "not a role", "Write output, input or emission.")
    amount = cells.number("amount")
    cells.report(
        (role == "output") & ~(amount > 0), "amount", "an output is above zero", "Give what the process makes."
    )
    cells.report((role == "input") & (amount < 0), "amount", "an input is not negative", "Give what is used.")
    frame = pd.DataFrame({
        "process": cells.text("process"), "role": role, "item": cells.text("item"), "amount": amount,
        "unit": cells.text("unit"), "kind": cells.text("kind"), "stage": cells.text("stage"),
        "primary": cells.share("primary", needed=False, default=0.0),
        "relative": np.nan_to_num(cells.number("relative", needed=False)),
        "main": cells.truth("main"),
        "substitutes": cells.text("substitutes"),
        **{key: cells.in_unit(key, unit, needed=False) for key, unit in (("mass", "kg"), ("energy", "MJ"))},
        "value": cells.number("value", needed=False),
    })  # fmt: skip
    _masses(frame, cells)
    frame["kind"] = frame["kind"].where(frame["kind"] != "", "fossil")
    cells.report(((frame["role"] == "emission") & ~frame["kind"].isin(KINDS)).to_numpy(), "kind", "not a kind",
                 f"One of {', '.join(KINDS)}.")  # fmt: skip
    carbon = (frame["kind"] == "biogenic") & (frame["item"] == "CO2")
    frame["kind"] = frame["kind"].mask(carbon, "biogenic CO2")
    _one_unit(frame, cells)
    _as_co2e(frame, gwp, cells)
    _check_makers(frame, allocation, cells)
    if cells.problems:
        message = f"the process graph has {len(cells.problems)} problems"
        raise DataError(message, cells.problems)
    return Exchanges(frame, gwp)


def _masses(frame: pd.DataFrame, cells: Cells) -> None:
    """Take the mass of an output from its amount where that is one; dry matter may weigh less, and nothing more."""
    weighed = {unit: _ratio(unit, "kg") for unit in dict.fromkeys(frame["unit"])}
    factor = frame["unit"].map({unit: ratio for unit, ratio in weighed.items() if isinstance(ratio, float)})
    whole = (frame["amount"] * factor.astype(float)).where(frame["role"] == "output")
    heavier = (frame["mass"] > whole * (1 + 1e-9)).to_numpy()
    cells.report(heavier, "mass", "a mass above the amount of the row", "Give the mass of this amount, in kg.")
    frame["mass"] = frame["mass"].fillna(whole)


def _one_unit(frame: pd.DataFrame, cells: Cells) -> None:
    """Bring all amounts of an item into the unit of its first output."""
    flows = frame["role"].isin(("output", "input")).to_numpy()
    ordered = pd.concat([frame[frame["role"] == "output"], frame[flows]])
    first = ordered.drop_duplicates("item").set_index("item")["unit"]
    target = frame["item"].map(first).where(flows, frame["unit"])
    found = {pair: _ratio(*pair) for pair in {*zip(frame["unit"][flows], target[flows], strict=True)}}
    _converted(frame, np.flatnonzero(flows), target, found, cells, "unit")


def _as_co2e(frame: pd.DataFrame, gwp: str, cells: Cells) -> None:
    """Turn the emissions into kg CO2e of one set."""
    emitted = (frame["role"] == "emission").to_numpy()
    pairs = {*zip(frame["unit"][emitted], frame["item"][emitted], strict=True)}
    found = {pair: _gas(*pair, gwp) for pair in pairs}
    _converted(frame, np.flatnonzero(emitted), frame["item"], found, cells, "item")
    frame["unit"] = frame["unit"].mask(emitted, "kg CO2e")


def _converted(
    frame: pd.DataFrame,
    rows: NDArray[np.intp],
    other: pd.Series,
    found: dict[tuple[str, str], float | str],
    cells: Cells,
    column: str,
) -> None:
    """Multiply the amounts of rows by what their unit and the other word give; a text is why they give nothing."""
    amount, unit, words = frame["amount"].to_numpy(float).copy(), frame["unit"].to_numpy(object), other.to_numpy(object)
    for at in rows.tolist():
        factor = found[unit[at], words[at]]
        if isinstance(factor, str):
            text = "Give it in the unit of the item's output; an emission is a gas by mass, or CO2e."
            cells.problems.append(
                Problem(cells.file, str(cells.rows[at]), column, shown(frame[column].iloc[at]), factor, text)
            )
        else:
            amount[at] *= factor
    frame["amount"] = amount
    if column == "unit":
        frame["unit"] = other


def _ratio(unit: str, target: str) -> float | str:
    try:
        return conversion_factor(unit, target)
    except UnitError as error:
        return english(error)


def _gas(unit: str, item: str, gwp: str) -> float | str:
    try:
        if item == "CO2e":
            return conversion_factor(unit.removesuffix("CO2e").strip(), "kg")
        return float(co2e(quantity(1.0, f"{unit} {item}"), gwp=gwp).to(f"kg CO2e ({gwp})").magnitude)
    except ZzcarbonError as error:
        return english(error)


def _check_makers(frame: pd.DataFrame, allocation: str | None, cells: Cells) -> None:
    outputs = frame[frame["role"] == "output"]
    made = set(outputs["item"])
    for process in sorted(set(frame["process"]) - set(outputs["process"])):
        problem = "a process without output"
        cells.problems.append(Problem(cells.file, "", "process", shown(process), problem, "Give what it makes."))
    lost = (frame["role"] == "input").to_numpy() & ~frame["item"].isin(made).to_numpy()
    cells.report(lost, "item", "no process makes this input", "Add its process, with its emission per unit.")
    counts = outputs.groupby("process")["item"].size()
    shared = counts.index[counts > 1]
    if len(shared) and allocation is None:
        remedy = f"Choose allocation: {', '.join(ALLOCATIONS)}."
        problem = "co-products, and no allocation is chosen"
        cells.problems += [Problem(cells.file, "", "process", shown(name), problem, remedy) for name in shared]
    rows = outputs["process"].isin(shared).reindex(frame.index, fill_value=False).to_numpy()
    if allocation in _KEYS:
        key = _KEYS[allocation]
        cells.report(rows & ~(frame[key] >= 0).to_numpy(), key, "a co-product without its key", f"Give {key} of each.")
    if allocation in {"substitution", "cut-off"}:
        mains = outputs[outputs["main"]].groupby("process")["item"].size()
        wrong = [name for name in shared if mains.get(name, 0) != 1]
        problem = "one co-product is the main one"
        cells.problems += [Problem(cells.file, "", "main", shown(n), problem, "Mark one with main.") for n in wrong]
    if allocation == "substitution":
        other = rows & ~frame["main"].to_numpy()
        lost = other & ~frame["substitutes"].isin(made).to_numpy()
        problem = "a co-product that replaces nothing known"
        cells.report(lost, "substitutes", problem, "Name the item it replaces, made by a process.")


def allocation_keys(frame: pd.DataFrame, allocation: str) -> NDArray[np.float64]:
    """Return the key of each output for a physical or economic allocation."""
    return frame[_KEYS[allocation]].to_numpy(float)
