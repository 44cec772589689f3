"""Double counting within and between estimates: found by the trees of fuels and categories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zzcarbon.activity.columns import CATEGORY_SCHEMES
from zzcarbon.errors import Problem, TooManyGroups, english
from zzcarbon.estimation.coefficients import CoefficientTable
from zzcarbon.estimation.rows import Rows
from zzcarbon.vocabulary.categories import category_path
from zzcarbon.vocabulary.fuels import fuel, fuel_path, fuels

__all__ = ["double_counting", "looked_for"]

_POWER_PLANTS = "1.A.1.a"
_SCHEMES = {name: scheme for name, scheme in CATEGORY_SCHEMES.items() if scheme in {"nfr", "ipcc2006"}}

_AVERAGES = ("purchased electricity", "purchased electricity, without traded non-fossil power", "fossil electricity")
"""Methods that take one purchase by another average; what is handed on, made on site or bought as steam is none."""


def looked_for(what: str, check: Callable[[], Iterable[Problem]]) -> tuple[Problem, ...]:
    """Return what a check across rows finds; where the groups of an engine are too many, that it was not done."""
    try:
        return tuple(check())
    except TooManyGroups as error:
        return (Problem("", "", "entity", "", f"not looked for: {what}: {english(error)}", "Estimate in parts."),)


@dataclass(frozen=True, slots=True)
class _Use:
    """One distinct use of a fuel, by the id of its first row."""

    row_id: str
    fuel: str
    place: tuple[object, ...]
    categories: tuple[tuple[str, str], ...]
    scope: str
    use: str
    method: str
    accounting: str


def double_counting(rows: Rows, table: CoefficientTable) -> tuple[Problem, ...]:
    """Report what may be counted twice; nothing is taken out.

    * a group of fuels ("coal products") beside one of its members, in the same region, year and entity;
    * the same fuel under a category and under a category above it;
    * a fuel that goes into another fuel (``use`` = transformation) while its product is burnt as well;
    * fuel of power plants beside purchased electricity;
    * two accountings of one purchase of electricity, neither of which says that it is the market-based one.
    """
    if not _found(_uses(rows, table, ids=False)):
        return ()
    return tuple(dict.fromkeys(_found(_uses(rows, table, ids=True))))


def _found(uses: Iterable[_Use]) -> list[Problem]:
    """Return the problems of uses, those of one place together."""
    by_place: dict[tuple[object, ...], list[_Use]] = defaultdict(list)
    for use in uses:
        by_place[use.place].append(use)
    return [
        problem
        for together in by_place.values()
        for rule in (_groups, _categories, _transformed, _power, _accountings)
        for problem in rule(together)
    ]


def _uses(rows: Rows, table: CoefficientTable, *, ids: bool) -> Iterator[_Use]:
    """Yield the distinct uses of fuel, each with its first row if that is asked for."""
    burning = {
        at for at, fuel_key in enumerate(table.keys["fuel"]) if fuel_key and table.keys["flow"][at] == "emission"
    }
    if not burning or (len(burning) == 1 and "use" not in rows.columns):
        return
    keys = table.keys.to_dict("records")
    for words in rows.distinct([name for name in ("entity", "use") if name in rows.columns], ids=ids).to_dict(
        "records"
    ):
        key = keys[words["key"]]
        if words["key"] not in burning:
            continue
        categories = tuple((scheme, str(key[name])) for name, scheme in _SCHEMES.items() if key.get(name))
        year = key["year"]
        yield _Use(
            row_id=str(words.get("id", "")),
            fuel=str(key["fuel"]),
            place=(key["region"], None if year != year else year, words.get("entity")),  # noqa: PLR0124  (NaN)
            categories=categories,
            scope=str(key["scope"]),
            use=str(words.get("use") or ""),
            method=str(key["method"]),
            accounting=str(key.get("accounting") or ""),
        )


def _groups(uses: Sequence[_Use]) -> Iterator[Problem]:
    burnt = sorted({use.fuel for use in uses})
    for use in uses:
        members = [name for name in burnt if name != use.fuel and use.fuel in fuel_path(name)]
        if members:
            text = f"double counting: {use.fuel!r} is the sum of fuels that stand here too ({', '.join(members[:5])})"
            yield _problem(use, "fuel", text, "Keep the group or its members, not both.")


def _categories(uses: Sequence[_Use]) -> Iterator[Problem]:
    by_fuel: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for use in uses:
        by_fuel[use.fuel].update(use.categories)
    for use in uses:
        for scheme, code in use.categories:
            below = sorted(
                other for s, other in by_fuel[use.fuel]
                if s == scheme and other != code and code in category_path(scheme, other)
            )  # fmt: skip
            if below:
                text = f"possible double counting: {use.fuel!r} under {code} and under {', '.join(below)} below it"
                yield _problem(
                    use, f"category_{scheme}", text, "Make sure that the amount above leaves out the one below."
                )


def _transformed(uses: Sequence[_Use]) -> Iterator[Problem]:
    burnt = {use.fuel for use in uses if use.use != "transformation"}
    for use in uses:
        if use.use != "transformation":
            continue
        products = sorted(name for name in burnt if use.fuel in _made_from(name))
        where = (
            f"it is counted where its products burn ({', '.join(products)})" if products else "no product burns here"
        )
        text = f"the carbon of {use.fuel!r} goes into another fuel: {where}"
        yield _problem(use, "use", text, "The row is left out (IE); counting it as burnt would count it twice.")


def _made_from(name: str) -> set[str]:
    """Return the fuels that a fuel is made from, with the groups above them."""
    direct = fuels()[name].derived_from
    return {step for source in direct for step in (*fuel_path(source), *_made_from(source))}


def _power(uses: Sequence[_Use]) -> Iterator[Problem]:
    plants = [u for u in uses if any(_POWER_PLANTS in category_path(s, c) for s, c in u.categories) and u.scope == "1"]
    bought = [u for u in uses if u.scope == "2" and fuel(u.fuel).key == "electricity"]
    if plants and bought:
        text = "double counting: fuel of power plants and purchased electricity are in one inventory"
        yield _problem(bought[0], "fuel", text, "Group by scope: scope 2 is not added to scope 1 of a region.")


def _accountings(uses: Sequence[_Use]) -> Iterator[Problem]:
    bought: dict[str, dict[str, _Use]] = defaultdict(dict)
    for use in uses:
        if use.method in _AVERAGES and use.accounting != "market":
            bought[use.fuel].setdefault(use.method, use)
    for by_method in bought.values():
        if len(by_method) > 1:
            first, *_, last = by_method.values()
            text = f"double counting: {first.method!r} and {last.method!r} may be two accountings of one purchase"
            yield _problem(last, "accounting", text, "Say accounting 'market' in the second: it then stands beside.")


def _problem(use: _Use, column: str, text: str, remedy: str) -> Problem:
    return Problem("", use.row_id, column, repr(use.fuel), text, remedy)
