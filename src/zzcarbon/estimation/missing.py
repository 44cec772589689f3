"""Why a coefficient cannot be composed: the column that would help, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zzcarbon.coherent_units import GROSS, unit_text
from zzcarbon.errors import Difference, FactorError, FactorNotFound, NearRow, english
from zzcarbon.estimation.coefficient import Key
from zzcarbon.estimation.figures import Figure
from zzcarbon.estimation.input import Input
from zzcarbon.vocabulary.substances import substances
from zzcarbon.vocabulary.terms import kinship

__all__ = ["OTHER_SET", "NotEstimated", "no_bridge", "no_factor", "no_parameter", "not_applicable", "not_given"]

OTHER_SET = "Give what differs, ask another set, or add a factor with zc.factors().extend(...)."
"""What to do where no row answers."""
_KIN = 3
"""Points of kinship of names from which another subject is named: their last characters are alike."""

_OR_ADD = "or add a factor with zc.factors().extend(...)."
_NO_FIGURE = (
    "No set has this figure: add it with zc.factors().extend(...), or name in substances= those that are asked."
)
"""What to do where figures are of other subjects alone."""

_OF_GRADE_C = f'Pass factors=zc.factors(grade="C") if figures of that grade will do, {_OR_ADD}'
"""What to do where the figure that answers is of a grade that is off by default."""

_EURO = "euro_standard"
_BRIDGE = (
    "Give euro_standard: the European standard that stands for it, for example Euro VI D/E of lorries and buses, "
    "Euro 6 d of cars."
)
"""What to do where a guidebook is asked for a Chinese stage."""


class NotEstimated(Exception):
    """A coefficient cannot be composed; carries column, problem and remedy.

    ``empty`` is true where a set simply has no row, which is not worth a step of the trail; ``notation`` is NA where
    the figure cannot exist, and NE where it is not known.
    """

    def __init__(self, column: str, problem: str, remedy: str, *, empty: bool = False, notation: str = "NE") -> None:
        super().__init__(problem)
        self.column = column
        self.problem = problem
        self.remedy = remedy
        self.empty = empty
        self.notation = notation
        self.found = 0
        """How many figures of the way had been found."""


def no_factor(error: FactorError, key: Key) -> NotEstimated:
    """Say that no factor answers: the column is that in which the nearest row differs."""
    near, years = (error.near, error.years) if isinstance(error, FactorNotFound) else ((), ())
    remedy = _of_another_year(years, key) if years else _remedy(near, key)
    if str(key.words.get("standard", "")).startswith("China ") and _EURO in {i.column for i in key.method.inputs}:
        remedy = _BRIDGE
    return NotEstimated(_concerned(near, key), english(error), remedy, empty=isinstance(error, FactorNotFound))


def _of_another_year(years: Sequence[int], key: Key) -> str:
    """Name the year with a factor that is nearest to that of the row, of two the later one."""
    due = key.factor_year or key.year or max(years)
    return f"Write factor_year={min(years, key=lambda year: (abs(year - due), -year))}, {_OR_ADD}"


def _remedy(near: Sequence[NearRow], key: Key) -> str:
    """Return what to write: words of one column that would each give a factor, a grade, or a number.

    Only rows that differ in nothing else are named; a technology only where no category or condition would do, and
    another subject only where its name is akin: finishing pigs for pigs.
    """
    asked = str(key.words.get(key.method.subject, ""))
    kindred = [row for row in near if not _is_stranger(row.differs[0], asked)]
    found: dict[str, list[str]] = {}
    remedy = OTHER_SET
    for row in kindred:
        remedy = _beyond_a_word(row, key) or remedy
        difference, *others = row.differs
        column = _column(difference, key)
        if column and difference.word and not others and row.grade != "C":
            found.setdefault(column, []).append(f'{column}="{difference.word}"')
    last = ("technology", key.method.subject)
    best = min(found, key=lambda column: last.index(column) if column in last else -1, default="")
    if key.method.instead and best in {"", key.method.subject} and remedy == OTHER_SET:
        return f'Take method "{key.method.instead}", {_OR_ADD}'
    if near and not kindred:
        return _NO_FIGURE
    return f"Write {' or '.join(dict.fromkeys(found[best]))}, {_OR_ADD}" if found else remedy


def _is_stranger(difference: Difference, asked: str) -> bool:
    return difference.kind == "subject" and kinship(asked, difference.word) < _KIN


def _column(difference: Difference, key: Key) -> str:
    """Return the column of the row in which a word would take a difference away; empty where none does."""
    if difference.kind == "category":
        return "" if key.categories else f"category_{difference.name}"
    own = {"condition": difference.name, "technology": "technology", "subject": key.method.subject}
    return own.get(difference.kind, "")


def _beyond_a_word(row: NearRow, key: Key) -> str:
    """Say what would bring a near row that no word of a column brings: its grade, its set, a number; else nothing."""
    first = row.differs[0]
    if first.kind == "grade":
        return _OF_GRADE_C
    by_kind = {difference.kind: difference.word for difference in row.differs}
    if row.grade != "C" and "set" in by_kind and by_kind.keys() <= {"set", "purpose"}:
        return _other_call(by_kind.get("purpose", ""), by_kind["set"], key)
    if by_kind.keys() == {"control"} and key.control:
        return "Correct the device, or give removal_efficiency_<substance> from its test report."
    is_number = len(row.differs) == 1 and first.kind == "condition" and not first.word
    return _number_asked(first.name, key) if is_number else ""


def _other_call(purpose: str, set_key: str, key: Key) -> str:
    """Say how a set that has the figure is asked: with its purpose, or by name."""
    if purpose:
        return f'Ask with purpose="{purpose}", {_OR_ADD}'
    by_name = f'sets=["+{set_key}"]'
    instead = key.method.instead
    return f'Take method "{instead}", or name the set: {by_name}.' if instead else f"Name the set: {by_name}, {_OR_ADD}"


def _number_asked(column: str, key: Key) -> str:
    """Ask for the number by which a figure is chosen, where the row does not give it; nothing otherwise."""
    meaning = next((item.meaning for item in key.method.inputs if item.column == column), "")
    given = column in (key.measured or {})
    return (
        f"Give {column} ({meaning}), or add the figure with zc.factors().extend(...)." if meaning and not given else ""
    )


def no_parameter(parameter: Input, error: FactorError, key: Key) -> NotEstimated:
    """Ask for a figure: by its own column where the method reads one."""
    if key.method.subject == "fuel":
        return no_factor(error, key)
    meaning = next(item.meaning for item in key.method.inputs if item.column == parameter.column)
    remedy = f"Give {parameter.column} ({meaning}), or add the figure with zc.factors().extend(...)."
    return NotEstimated(parameter.column, english(error), remedy, empty=isinstance(error, FactorNotFound))


def not_applicable(key: Key, only: str) -> NotEstimated:
    """Say that a figure cannot exist: all factors of the activity are of one other substance by definition."""
    return _nothing_missing(f"factors of {key.method.activity} are of {only} alone: others are NA, not applicable")


def not_given(key: Key, substance: str) -> NotEstimated:
    """Say that a method has no figure of a substance: NA where the one goes to air and the other to water."""
    known = substances()
    media = {known[name].medium for name in key.method.substances if name in known}
    if substance in known and media and known[substance].medium not in media:
        problem = (
            "the method counts emissions to air: loads to water are NA, not applicable"
            if "air" in media
            else "the method counts loads to water: emissions to air are NA, not applicable"
        )
        return _nothing_missing(problem)
    problem = f"the method gives no {substance}, and no set has a figure of it"
    remedy = f"Leave substances= out: each method is asked for what it gives; {_OR_ADD}"
    return NotEstimated("method", problem, remedy)


def _nothing_missing(problem: str) -> NotEstimated:
    remedy = "Nothing is missing from their totals; add a factor with zc.factors().extend(...) if you have one."
    return NotEstimated("substance", problem, remedy, notation="NA")


def no_bridge(
    key: Key, heads: Sequence[Figure], known: Collection[str] = (), densities: Sequence[str] = ()
) -> NotEstimated:
    """Say that the units of amount and figures do not come to a mass.

    ``known`` are the columns of the bridges that were found, ``densities`` the sets that have one of the fuel.
    """
    remedy = "Give the amount in another unit, or a measured value whose unit leads to it."
    if not heads:
        problem = f"an amount in {key.unit!r} is no mass of what is emitted"
        return NotEstimated("unit", problem, "Give the mass, for example in t.")
    head = heads[0]
    where = head.row.id if head.row else head.column
    needed = unit_text(tuple((base, -power) for base, power in head.coherent.powers if power < 0)) or "a number"
    problem = (
        f"an amount in {key.unit!r} does not meet {where} in {head.unit!r}: "
        f"no figure leads from {key.amount} to {needed}"
    )
    leading = [
        p.column for r in key.method.routes for p in r.parameters if p.bridge and p.column not in (key.measured or {})
    ]
    if leading:
        remedy = f"Give {' or '.join(dict.fromkeys(leading))} with its unit, or the amount in another unit."
    asked = unit_text(tuple((base, -power) for base, power in head.coherent.powers if power < 0 and base != "a"))
    bases = {base for base, _ in (*key.amount.powers, *head.coherent.powers)}
    read = {item.column for item in key.method.inputs}
    if "ncv" in read and {base for base, _ in key.amount.powers} > {"t"}:
        remedy = "Give the amount of the fuel itself, for example in t or GJ."  # a mass of CO2 is no fuel
    elif "ncv" in read:
        remedy = _fuel_remedy("m3" in {base for base, _ in key.amount.powers}, known, densities)
    elif not leading and asked != "1":
        remedy = f"Give the amount in {asked}, or in a unit of its kind."
    if GROSS in bases:
        remedy = "Give ncv_per_gcv, the ratio of net to gross heating value, or the amount on the NCV."
    return NotEstimated("unit", problem, remedy)


def _fuel_remedy(volume: bool, known: Collection[str], densities: Sequence[str]) -> str:
    """Return what leads from an amount of fuel to heat: a density for a volume, a heating value, or both."""
    wanted = []
    if volume and "density" not in known:
        named = " or ".join(f'sets=["+{name}"]' for name in densities)
        wanted.append(f"density with density_unit, or {named}" if named else "density with density_unit (kg/L)")
    if "ncv" not in known:
        wanted.append("ncv with ncv_unit")
    return f"Give {'; and '.join(wanted) or 'ncv with ncv_unit'}; or an amount in another unit."


def _concerned(near: Sequence[NearRow], key: Key) -> str:
    """Return the column that would help: what the nearest row differs in."""
    first = near[0].differs[0] if near else Difference("", "")
    if first.kind == "category" and not key.categories:
        return "category_nfr"
    if first.kind == "condition":
        return first.name
    if first.kind == "control" and key.control:
        return "control"
    if first.kind == "year" or (first.kind in {"technology", "control"} and key.method.subject != "fuel"):
        return first.kind
    return key.method.subject or "method"
