"""Analysis of tables: decomposition, spliced series, peaks, paths, key categories, recalculation, checks.

Every function takes plain tables and series and gives tables back; it knows no Inventory.
"""

from __future__ import annotations

from zzcarbon.analysis.allocation import allocated
from zzcarbon.analysis.assessments import KeyCategories, key_categories, level_assessment, trend_assessment
from zzcarbon.analysis.beside import beside_published, resting_on
from zzcarbon.analysis.coverage_checks import apparent_consumption, check_completeness, check_reference_approach
from zzcarbon.analysis.decomposition import lmdi
from zzcarbon.analysis.log_means import logarithmic_mean
from zzcarbon.analysis.paths import compound_path, contraction_path, linear_path, path, s_path
from zzcarbon.analysis.peaks import Peak, maximum_shares, peak
from zzcarbon.analysis.recalculation import Restatement, restate, split_recalculation
from zzcarbon.analysis.speciation import formation_potential, speciated
from zzcarbon.analysis.splicing import SplicingWarning, splice
from zzcarbon.analysis.structure import kaya, kaya_factors, nested_shares
from zzcarbon.analysis.trend_tests import MannKendall, SenSlope, mann_kendall, sen_slope
from zzcarbon.analysis.year_checks import check_implied_factors, check_jumps, check_years
from zzcarbon.door import open_door

__all__ = [
    "KeyCategories",
    "MannKendall",
    "Peak",
    "Restatement",
    "SenSlope",
    "SplicingWarning",
    "allocated",
    "apparent_consumption",
    "beside_published",
    "check_completeness",
    "check_implied_factors",
    "check_jumps",
    "check_reference_approach",
    "check_years",
    "compound_path",
    "contraction_path",
    "formation_potential",
    "kaya",
    "kaya_factors",
    "key_categories",
    "level_assessment",
    "linear_path",
    "lmdi",
    "logarithmic_mean",
    "mann_kendall",
    "maximum_shares",
    "nested_shares",
    "path",
    "peak",
    "restate",
    "resting_on",
    "s_path",
    "sen_slope",
    "speciated",
    "splice",
    "split_recalculation",
    "trend_assessment",
]

open_door(__name__)
