"""Charts of results (extra ``plot``): each takes a result or its frame and returns matplotlib Axes.

Colours are told apart with every kind of colour blindness; a font for Chinese words is found among those
installed; the values drawn are those of the frame.
"""

from zzcarbon.charts.areas import districts
from zzcarbon.charts.bars import sectors
from zzcarbon.charts.benefits import plane
from zzcarbon.charts.costs import abatement_cost
from zzcarbon.charts.fonts import MissingFontWarning
from zzcarbon.charts.progress import quota
from zzcarbon.charts.ranges import intervals, tornado
from zzcarbon.charts.sankey import flows
from zzcarbon.charts.steps import comparison, lmdi
from zzcarbon.charts.time import trajectory
from zzcarbon.door import open_door

__all__ = [
    "MissingFontWarning",
    "abatement_cost",
    "comparison",
    "districts",
    "flows",
    "intervals",
    "lmdi",
    "plane",
    "quota",
    "sectors",
    "tornado",
    "trajectory",
]

open_door(__name__)
