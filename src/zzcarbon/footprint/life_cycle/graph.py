"""A process graph with its co-products shared out: one process an item, a linear system, emissions per unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.errors import UnknownNameError
from zzcarbon.footprint.life_cycle.exchanges import KINDS, Exchanges, allocation_keys
from zzcarbon.footprint.life_cycle.linear_system import LinearSystem

__all__ = ["Graph", "build_graph", "intensities"]


@dataclass(frozen=True, eq=False)
class Graph:
    """One process per item.

    Attributes
    ----------
    items : tuple of str
        What the processes make, n.
    process, stage : tuple of str
        Process and stage of each.
    system : LinearSystem
        Who uses whose product.
    flow_rows : array of int, shape (m,)
        Row of the exchanges behind each flow, for its draws.
    use : array, shape (m,)
        Amount of the maker's item per unit of the user's.
    emissions : pandas.DataFrame
        ``item row kind amount primary``: kg CO2e per unit of the item.
    """

    items: tuple[str, ...]
    process: tuple[str, ...]
    stage: tuple[str, ...]
    system: LinearSystem
    flow_rows: NDArray[np.intp]
    use: NDArray[np.float64]
    emissions: pd.DataFrame

    def demand(self, item: str, amount: float) -> NDArray[np.float64]:
        """Return the demand for an amount of one item.

        Raises
        ------
        UnknownNameError
            No process makes it.
        """
        if item not in self.items:
            raise UnknownNameError("item of the process graph", item, self.items)
        wanted = np.zeros(len(self.items))
        wanted[self.items.index(item)] = amount
        return wanted


def build_graph(exchanges: Exchanges, allocation: str | None) -> Graph:
    """Share co-products out and return the graph.

    Under mass, energy and economic allocation each co-product bears its share of inputs and emissions. Under cut-off
    the main product bears all. Under substitution it bears all and is credited with what the co-products replace.
    """
    frame = exchanges.frame
    outputs = frame[frame["role"] == "output"].reset_index(names="row")
    shares, replaced = _shares(outputs, allocation)
    items = tuple(dict.fromkeys(outputs["item"]))
    at = {item: number for number, item in enumerate(items)}
    flows: list[tuple[int, int, int, float]] = []
    emitted: list[tuple[int, int, str, float, float]] = []
    total = outputs.groupby("item")["amount"].transform("sum").to_numpy()
    inputs, emissions = _by_process(frame, "input"), _by_process(frame, "emission")
    for number, (process, item) in enumerate(zip(outputs["process"], outputs["item"], strict=True)):
        user, per = at[item], shares[number] / total[number]
        for row, used in inputs.get(process, ()):
            flows.append((at[used["item"]], user, row, used["amount"] * per))
        for row, gas in emissions.get(process, ()):
            emitted.append((user, row, gas["kind"], gas["amount"] * per, gas["primary"]))
        for row, other, amount in replaced.get(number, ()):
            flows.append((at[other], user, row, -amount / total[number]))
    maker, user_of, rows, use = (np.array(column) for column in zip(*flows, strict=True)) if flows else _no_flows()
    system = LinearSystem.of(items, maker.astype(np.intp), user_of.astype(np.intp))
    made = outputs.drop_duplicates("item")
    table = pd.DataFrame(emitted, columns=["item", "row", "kind", "amount", "primary"])
    return Graph(
        items, tuple(made["process"]), tuple(made["stage"]), system, rows.astype(np.intp), use.astype(float), table
    )


def _by_process(frame: pd.DataFrame, role: str) -> dict[str, list[tuple[int, dict[str, Any]]]]:
    """Return the rows of a role by process, each with its number."""
    found: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    rows = frame[frame["role"] == role]
    for number, record in zip(rows.index.tolist(), rows.to_dict("records"), strict=True):
        found.setdefault(record["process"], []).append((number, {str(key): value for key, value in record.items()}))
    return found


def _shares(
    outputs: pd.DataFrame, allocation: str | None
) -> tuple[NDArray[np.float64], dict[int, list[tuple[int, str, float]]]]:
    """Return the share of each output in its process, and what the main product is credited with."""
    count = outputs.groupby("process")["item"].transform("size").to_numpy()
    if allocation in {None, "substitution", "cut-off"}:
        shares = np.where(count > 1, outputs["main"].to_numpy(float), 1.0)
    else:
        key = pd.Series(np.where(count > 1, allocation_keys(outputs, str(allocation)), 1.0))
        shares = (key / key.groupby(outputs["process"]).transform("sum")).to_numpy()
    replaced: dict[int, list[tuple[int, str, float]]] = {}
    if allocation == "substitution":
        mains = {row.process: number for number, row in enumerate(outputs.itertuples()) if row.main}
        for row in outputs[(count > 1) & ~outputs["main"].to_numpy()].itertuples():
            entry = (int(str(row.row)), str(row.substitutes), float(str(row.amount)))
            replaced.setdefault(mains[row.process], []).append(entry)
    return shares, replaced


def _no_flows() -> tuple[NDArray[np.float64], ...]:
    return tuple(np.zeros(0) for _ in range(4))


def intensities(graph: Graph, draws: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    """Return the emissions per unit of each item by kind, shape (n, draws)."""
    made = {}
    for kind in KINDS:
        rows = graph.emissions[graph.emissions["kind"] == kind]
        table = np.zeros((len(graph.items), draws.shape[1]))
        at, line = rows["item"].to_numpy(np.intp), rows["row"].to_numpy(np.intp)  # also of a graph without emissions
        np.add.at(table, at, rows["amount"].to_numpy(float)[:, None] * draws[line])
        made[kind] = table
    return made
