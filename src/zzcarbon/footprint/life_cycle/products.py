"""The footprint of a product: by stage and kind, primary data share, draws, comparison, PACT."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from zzcarbon.document.document import Document
from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, Problem, UnknownNameError
from zzcarbon.footprint.life_cycle.exchanges import ALLOCATIONS, KINDS, Exchanges, read_exchanges
from zzcarbon.footprint.life_cycle.graph import Graph, build_graph, intensities
from zzcarbon.footprint.life_cycle.product_document import product_document
from zzcarbon.footprint.life_cycle.staged import staged_exchanges
from zzcarbon.footprint.life_cycle.stated_amount import stated_amount
from zzcarbon.footprint.life_cycle.to_pact import pact_of
from zzcarbon.footprint.pact.document import PactFootprint
from zzcarbon.inventory.inventory import Inventory
from zzcarbon.units import conversion_factor

__all__ = ["Comparison", "Product", "product"]

_CHUNK = 512


@dataclass(frozen=True, eq=False)
class Product(ResultCard):
    """The footprint of a functional or declared unit.

    Attributes
    ----------
    name, functional_unit : str
        The item, and its amount with unit, for example ``"1 t"``.
    gwp : str
        Set behind the CO2e.
    allocation : str
        How co-products share their process; empty where there are none.
    frame : pandas.DataFrame
        ``item process stage made kind emission unit``: kg CO2e of the functional unit, one row per process and kind.
    primary_data_share : float
        Share of the emissions (without removals) that rests on primary data [1].
    """

    name: str
    functional_unit: str
    gwp: str
    allocation: str
    frame: pd.DataFrame
    primary_data_share: float
    _graph: Graph
    _exchanges: Exchanges
    _demand: NDArray[np.float64]

    def total(self, kind: str = "fossil") -> float:
        """Return the emission of one kind [kg CO2e per functional unit]; kinds are never added in silence.

        Raises
        ------
        UnknownNameError
            There is no such kind.
        """
        if kind not in KINDS:
            raise UnknownNameError("kind of emission", kind, KINDS, f"Kinds: {', '.join(KINDS)}.")
        return float(self.frame[self.frame["kind"] == kind]["emission"].sum())

    def by(self, *labels: str) -> pd.DataFrame:
        """Return the emission by ``stage``, ``process`` or ``item``, one column per kind [kg CO2e]."""
        for label in labels:
            if label not in {"stage", "process", "item"}:
                raise UnknownNameError("label", label, ("stage", "process", "item"))
        wide = self.frame.pivot_table(index=list(labels), columns="kind", values="emission", aggfunc="sum", sort=False)
        made: pd.DataFrame = wide.reindex(columns=list(KINDS)).fillna(0.0).reset_index()
        made.columns.name = None
        return made

    def draws(self, count: int, *, seed: int, kind: str = "fossil") -> NDArray[np.float64]:
        """Return draws of the total [kg CO2e]: lognormal in every exchange with ``relative``.

        A row is drawn by its own words and the seed, so that two products with the same row share its draws, whatever
        the order of the rows. The median is the amount and 95 % lie within a factor of 1 + ``relative``.

        Parameters
        ----------
        count : int
            Number of draws.
        seed : int
            Seed; needed, so that a result can be repeated.
        kind : str
            Kind of emission.
        """
        found = np.empty(count)
        for first in range(0, count, _CHUNK):
            last = min(first + _CHUNK, count)
            made = _drawn(self._exchanges.frame, seed, first, last)
            found[first:last] = _emissions(self._graph, self._demand, made)[kind].sum(axis=0)
        return found

    def compare(self, other: Product, *, draws: int = 1000, seed: int = 0, kind: str = "fossil") -> Comparison:
        """Compare with another product of the same functional unit, by the same draws.

        Raises
        ------
        DataError
            The functional units or GWP sets differ.
        """
        differ = [
            (what, left, right)
            for what, left, right in (
                ("functional_unit", self.functional_unit, other.functional_unit),
                ("gwp", self.gwp, other.gwp),
            )
            if left != right
        ]
        if differ:
            message = "the products cannot be compared"
            raise DataError(message, [Problem("", "", what, f"{left!r}, {right!r}", "differ", "Compare like with like.")
                                      for what, left, right in differ])  # fmt: skip
        gap = self.draws(draws, seed=seed, kind=kind) - other.draws(draws, seed=seed, kind=kind)
        low, high = np.quantile(gap, [0.025, 0.975])
        first = self.total(kind) - other.total(kind)
        return Comparison(first, float(low), float(high), float((gap < 0).mean()), "kg CO2e")

    def to_pact(self, **declared: Any) -> PactFootprint:
        """Return the footprint as a PACT document; what it does not know is declared by keyword, see `pact_of`."""
        kinds: Mapping[str, float] = {kind: self.total(kind) for kind in KINDS}
        return pact_of(self.name, self.functional_unit, self.gwp, kinds, self.primary_data_share, declared)

    def document(self, language: str | None = None) -> Document:
        """Return the footprint as a document in English or Chinese: by kind, stage and process."""
        return product_document(self, language)

    def __repr__(self) -> str:
        parts = ", ".join(f"{kind} {self.total(kind):.6g}" for kind in KINDS if self.total(kind))
        shared = f", co-products by {self.allocation}" if self.allocation else ""
        return (f"<Product {self.name!r}: {parts} kg CO2e ({self.gwp}) per {self.functional_unit}{shared}; "
                f"primary data {self.primary_data_share:.0%}>")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison(ResultCard):
    """Difference of two products.

    Attributes
    ----------
    difference, lower, upper : float
        First minus second, and its 95 % interval [kg CO2e].
    share_lower : float
        Share of the draws in which the first is below the second [1].
    unit : str
        Unit of the difference.
    """

    difference: float
    lower: float
    upper: float
    share_lower: float
    unit: str


def product(
    stages: Any,
    *,
    functional_unit: str,
    item: str | None = None,
    allocation: str | None = None,
    gwp: str = "AR6",
    output: str | None = None,
) -> Product:
    """Return the footprint of a product from its process graph.

    Parameters
    ----------
    stages : data frame, shape (n, ...), or mapping of str to Inventory
        By stage what the sectors estimated while ``output`` was made; or exchanges: ``process role item amount unit``;
        role is output, input or emission; an emission's item is a gas or CO2e. Optional ``stage``, ``kind`` (fossil,
        biogenic, land use change, removal), ``primary`` (share of primary data [1]), ``relative`` (half-width of the
        95 % interval [1]); of co-products ``mass``, ``energy``, ``value``, ``main``, ``substitutes``.
    functional_unit : str
        Amount and unit, for example ``"1 t"``.
    item : str, optional
        The product; may be left out where one item is used by no process.
    allocation : {"mass", "energy", "economic", "substitution", "cut-off"}, optional
        How co-products share their process; needed where there are any, never taken in silence.
    gwp : str
        GWP set of the CO2e.
    output : str, optional
        With inventories, and needed there: what was made meanwhile, ``"1200 t"``.

    Returns
    -------
    Product

    Raises
    ------
    DataError
        Every problem of the exchanges; a loop without output, named; a balance that does not close to 1e-12.
    UnknownNameError
        The item or the allocation is unknown.

    Notes
    -----
    x = d + B x, g = E x: what each process makes for the demand d, and its emissions. Loops are solved, everything
    else is substitution. ISO 14067's rules of allocation were not read: the choice is the user's.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({
    ...     "process": ["kiln", "kiln", "kiln", "grid", "grid"],
    ...     "role": ["output", "input", "emission", "output", "emission"],
    ...     "item": ["brick", "power", "CO2", "power", "CO2e"], "amount": [100.0, 20.0, 15.0, 1.0, 0.5],
    ...     "unit": ["t", "MWh", "t", "MWh", "t"], "stage": ["making", "making", "making", "energy", "energy"]})
    >>> found = product(rows, functional_unit="1 t")
    >>> round(found.total(), 9), found.by("stage")["fossil"].round(9).tolist()
    (250.0, [150.0, 100.0])
    """
    if allocation is not None and allocation not in ALLOCATIONS:
        raise UnknownNameError("allocation", allocation, ALLOCATIONS, f"Choices: {', '.join(ALLOCATIONS)}.")
    if isinstance(stages, Mapping) and any(isinstance(stage, Inventory) for stage in stages.values()):
        if output is None:
            problem = "inventories do not say how much was made meanwhile"
            remedy = "Give output='1200 t': the emissions of the inventories are those of it."
            raise DataError("the output cannot be used", [Problem("", "", "output", "", problem, remedy)])
        stages = staged_exchanges(stages, stated_amount(output, "output"), item or "product", gwp)
    exchanges = read_exchanges(stages, gwp, allocation)
    graph = build_graph(exchanges, allocation)
    name = item if item is not None else _final(exchanges.frame)
    amount, unit = stated_amount(functional_unit, "functional_unit")
    outputs = exchanges.frame[exchanges.frame["role"] == "output"].drop_duplicates("item").set_index("item")["unit"]
    wanted = amount * (conversion_factor(unit, str(outputs[name])) if name in outputs else 1.0)
    demand = graph.demand(name, wanted)
    nominal = np.ones((len(exchanges.frame), 1))
    made = graph.system.solve(graph.use[:, None], demand)[:, 0]
    parts = _emissions(graph, demand, nominal)
    rows = [
        (graph.items[at], graph.process[at], graph.stage[at], made[at], kind, float(parts[kind][at, 0]), "kg CO2e")
        for kind in KINDS
        for at in range(len(graph.items))
        if parts[kind][at, 0] != 0
    ]
    frame = pd.DataFrame(rows, columns=["item", "process", "stage", "made", "kind", "emission", "unit"])
    counts = exchanges.frame[exchanges.frame["role"] == "output"].groupby("process").size()
    chosen = allocation if allocation and (counts > 1).any() else ""
    return Product(name, functional_unit, gwp, chosen, frame, _primary(graph, made), graph, exchanges, demand)


def _final(frame: pd.DataFrame) -> str:
    outputs = dict.fromkeys(frame[frame["role"] == "output"]["item"])
    used = set(frame[frame["role"] == "input"]["item"]) | set(frame["substitutes"])
    left = [name for name in outputs if name not in used]
    if len(left) != 1:
        problem = f"{len(left)} items are used by no process: {', '.join(left)[:200]}"
        message = "which item is the product is not clear"
        raise DataError(message, [Problem("", "", "item", "", problem, "Name it: item='...'.")])
    return str(left[0])


def _emissions(graph: Graph, demand: NDArray[np.float64], draws: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    made = graph.system.solve(graph.use[:, None] * draws[graph.flow_rows], demand)
    return {kind: table * made for kind, table in intensities(graph, draws).items()}


def _primary(graph: Graph, made: NDArray[np.float64]) -> float:
    rows = graph.emissions[graph.emissions["kind"] != "removal"]
    size = np.abs(rows["amount"].to_numpy() * made[rows["item"].to_numpy(dtype=np.intp)])
    return float((size * rows["primary"].to_numpy()).sum() / size.sum()) if size.sum() > 0 else 0.0


def _drawn(frame: pd.DataFrame, seed: int, first: int, last: int) -> NDArray[np.float64]:
    """Return a factor per exchange and draw; the draws of a row depend on its words and the seed alone."""
    made = np.ones((len(frame), last - first))
    relative = frame["relative"].to_numpy()
    names = frame[["process", "role", "item", "kind", "stage"]].astype(str).to_numpy()
    for at in np.flatnonzero(relative > 0):
        words = "\x1f".join(names[at])
        key = int.from_bytes(hashlib.blake2b(f"{seed}\x1f{words}".encode(), digest_size=8).digest(), "big")
        normal = np.random.Generator(np.random.Philox(key=key, counter=[first, 0, 0, 0])).standard_normal(last - first)
        made[at] = np.exp(normal * np.log1p(relative[at]) / 1.959963984540054)
    return made
