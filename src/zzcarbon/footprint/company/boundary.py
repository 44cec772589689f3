"""The boundary of an organisation: which share of each entity counts, on which days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from zzcarbon.document.result_card import ResultCard
from zzcarbon.errors import DataError, UnknownNameError, shown
from zzcarbon.footprint.company.ownership import Link, read_links
from zzcarbon.footprint.company.stating import make_statement

if TYPE_CHECKING:
    from zzcarbon.footprint.company.statement import Statement
    from zzcarbon.inventory.inventory import Inventory

__all__ = ["APPROACHES", "Boundary", "organisation"]

APPROACHES = ("operational control", "financial control", "equity share")
"""How emissions of entities are consolidated."""

_WORDS = {
    "运营控制": "operational control", "运营控制权": "operational control", "经营控制": "operational control",
    "运营控制权法": "operational control", "财务控制": "financial control", "财务控制权": "financial control",
    "财务控制权法": "financial control", "股权比例": "equity share", "股权比例法": "equity share",
    "股权份额": "equity share",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Boundary(ResultCard):
    """Entities of a group with the share of each that counts.

    Attributes
    ----------
    approach : str
        One of `APPROACHES`.
    links : tuple of Link
        Who holds whom, and when.
    """

    approach: str
    links: tuple[Link, ...]

    def share(self, entity: str, day: dt.date | str | int) -> float:
        """Return the share of an entity that counts [1].

        Parameters
        ----------
        entity : str
            Name of the entity, or of one of its sites.
        day : date, str or int
            A day, ``"2024-06-30"``, or a year: then the mean over its days.

        Raises
        ------
        UnknownNameError
            No such entity or site.

        Notes
        -----
        Equity share: product of the shares along the chain, summed over chains. Control: 1 where each link of a chain
        controls, 0 otherwise; a venture under joint financial control counts by its share. Source: ghgp-corporate-2004,
        table 1 (grade C).

        Examples
        --------
        >>> group = organisation([{"entity": "A"}, {"entity": "B", "parent": "A", "share": 0.83},
        ...     {"entity": "C", "parent": "B", "share": 0.5, "control": "joint financial"}], approach="equity share")
        >>> group.share("C", 2024)
        0.415
        """
        try:
            if isinstance(day, int):
                return self._mean(self.owner(entity), dt.date(day, 1, 1), dt.date(day, 12, 31))
            when = dt.date.fromisoformat(day) if isinstance(day, str) else day
        except ValueError:
            raise DataError(f"a day is a date, an ISO date or a year, not {shown(day)}") from None
        return self._on(self.owner(entity), when)

    def over(self, entity: str, first: dt.date, last: dt.date) -> float:
        """Return the mean share of an entity over the days of a period [1]."""
        return self._mean(self.owner(entity), first, last)

    def holds(self, entity: str, first: dt.date, last: dt.date) -> bool:
        """Return whether the group has an entity, at whatever share, on some day of a period."""
        return any(link.first <= last and first <= link.last for link in self._held[self.owner(entity)])

    def owner(self, name: str) -> str:
        """Return the entity of a name: itself, or the one that a site belongs to."""
        if name not in self._owners:
            raise UnknownNameError("entity of the boundary", name, self._owners)
        return self._owners[name]

    def statement(
        self,
        inventory: Inventory,
        *,
        base_year: int | None = None,
        gwp: str = "AR6",
        instruments: Any = None,
        residual: Mapping[tuple[str, int], tuple[float, str, str]] | None = None,
        credits: Any = None,  # noqa: A002
        proposed: bool = False,
    ) -> Statement:
        """Return the statement of what an inventory holds of this boundary.

        Parameters
        ----------
        inventory : Inventory
            Rows with ``entity`` (or ``site``) and ``year`` or ``period``; scopes, categories and accountings as the
            sectors and rows say them.
        base_year : int, optional
            Year that changes are counted from [a].
        gwp : str
            GWP set for gases.
        instruments : data frame, optional
            Contracts and certificates: ``id kind quantity unit market from to emission_factor emission_factor_unit``,
            ``retired`` for certificates, optional ``entity use_period source``. ``from`` and ``to`` are when the
            electricity was made, ``use_period`` is the time whose consumption it was retired for. Own generation of
            which a ``sold certificate`` stands here takes the residual mix.
        residual : mapping, optional
            By (market, year) the residual factor, its unit and its source; none is packaged.
        credits : data frame, optional
            Offset credits, see `event`: they stand apart.
        proposed : bool
            Let instruments cover electricity of the same hour and market only: the proposal of the consultation of
            20 October to 19 December 2025 for the market-based method, not in force.

        Returns
        -------
        Statement

        Raises
        ------
        DataError
            Entities outside the boundary, rows without entity or year, faulty instruments, residual mixes and credits:
            all at once.

        Notes
        -----
        Scope 2 is stated by location and by market. Where no instrument covers, the market-based total takes the
        residual mix that is given; for China, once instruments or residuals are given, the grid average without
        market-traded non-fossil power; else the location-based factor. Source: ghgp-scope2-2015, chapter 7.1 (grade B;
        order of the middle steps grade C).
        """
        return make_statement(self, inventory, base_year=base_year, gwp=gwp, instruments=instruments,
                              residual=residual, credits=credits, proposed=proposed)  # fmt: skip

    def __contains__(self, name: object) -> bool:
        return name in self._owners

    @property
    def frame(self) -> pd.DataFrame:
        """One row per entity and span of days with one share: ``entity from to share sites``."""
        rows = [
            (entity, first, last, share, ", ".join(self._sites_of(entity)))
            for entity in self._held for first, last, share in self._spans(entity)
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=["entity", "from", "to", "share", "sites"])

    @cached_property
    def _held(self) -> dict[str, tuple[Link, ...]]:
        """Holds of each entity."""
        held: dict[str, list[Link]] = {}
        for link in self.links:
            held.setdefault(link.entity, []).append(link)
        return {entity: tuple(links) for entity, links in held.items()}

    @cached_property
    def _owners(self) -> dict[str, str]:
        """Entity of each name: of an entity itself, of a site the first that has it."""
        sites: dict[str, str] = {}
        for link in self.links:
            for site in link.sites:
                sites.setdefault(site, link.entity)
        return {**sites, **{entity: entity for entity in self._held}}

    @cached_property
    def _known_spans(self) -> dict[str, tuple[tuple[dt.date, dt.date, float], ...]]:
        return {}

    def _sites_of(self, entity: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(site for link in self._held[entity] for site in link.sites))

    def _spans(self, entity: str) -> tuple[tuple[dt.date, dt.date, float], ...]:
        """Return first and last day of every span with one share, and the share; worked out once."""
        if entity not in self._known_spans:
            links = [link for name in self._chain(entity) for link in self._held[name]]
            days = sorted({_BEGIN, *(day for link in links for day in (link.first, _next(link.last)) if day < _END)})
            made: list[tuple[dt.date, dt.date, float]] = []
            for first, after in zip(days, [*days[1:], _END], strict=True):
                share = self._on(entity, first)
                last = _END if after == _END else after - dt.timedelta(days=1)
                same = bool(made) and made[-1][2] == share
                made.append((made.pop()[0] if same else first, last, share))
            self._known_spans[entity] = tuple(made)
        return self._known_spans[entity]

    def _chain(self, entity: str) -> list[str]:
        """Return an entity and everything above it."""
        found, at = [entity], 0
        while at < len(found):
            found += [link.parent for link in self._held[found[at]] if link.parent and link.parent not in found]
            at += 1
        return list(dict.fromkeys(found))

    def _on(self, entity: str, day: dt.date) -> float:
        """Return the share on a day: of every hold of that day, the parent's share times its own."""
        holds = [link for link in self._held[entity] if link.first <= day <= link.last]
        parts = [self._of_link(link) * (self._on(link.parent, day) if link.parent else 1.0) for link in holds]
        return min(sum(parts), 1.0) if self.approach == "equity share" else max(parts, default=0.0)

    def _of_link(self, link: Link) -> float:
        if self.approach == "equity share" or (
            self.approach == "financial control" and link.control == "joint financial"
        ):
            return link.share
        kinds = {"operational control": {"operational", "full"}, "financial control": {"financial", "full"}}
        return float(link.control in kinds[self.approach] or not link.parent)

    def _mean(self, entity: str, first: dt.date, last: dt.date) -> float:
        whole = (last - first).days + 1
        within = [(max(begin, first), min(end, last), share) for begin, end, share in self._spans(entity)]
        return sum(share * ((end - begin).days + 1) for begin, end, share in within if begin <= end) / whole


_BEGIN = dt.date(1, 1, 1)
_END = dt.date(9999, 12, 31)


def organisation(entities: Any, *, approach: str = "operational control") -> Boundary:
    """Return the boundary of an organisation.

    Parameters
    ----------
    entities : data frame, shape (n, ...)
        ``entity``, and where there are any ``parent``, ``share`` of the equity [1], ``control`` of the parent
        (operational, financial, full, joint financial, no control; empty is full), ``from``, ``to`` (days, months or
        years) and ``site``: one row per site, or per hold.
    approach : {"operational control", "financial control", "equity share"}
        How emissions are consolidated; 运营控制, 财务控制 or 股权比例 as well.

    Returns
    -------
    Boundary

    Raises
    ------
    DataError
        Every problem: shares above 1, unknown parents, loops, gaps in dates, sites counted twice.
    UnknownNameError
        The approach is unknown.

    Examples
    --------
    >>> plant = {"entity": "一厂", "parent": "集团", "control": "经营", "site": "巩义"}
    >>> group = organisation([{"entity": "集团"}, plant])
    >>> group.share("巩义", "2024-05-01")
    1.0
    """
    approach = _WORDS.get(approach, approach)
    if approach not in APPROACHES:
        raise UnknownNameError("approach", approach, APPROACHES, f"Approaches: {', '.join(APPROACHES)}.")
    return Boundary(approach, read_links(entities))


def _next(day: dt.date) -> dt.date:
    return day if day == _END else day + dt.timedelta(days=1)
