"""What the law and national standards of China say in figures: limits of stacks and outlets, the environmental tax."""

from zzcarbon.standards.limits import check_limits, emission_limits, reference_concentration
from zzcarbon.standards.tax import environmental_tax, tax_equivalents

__all__ = ["check_limits", "emission_limits", "environmental_tax", "reference_concentration", "tax_equivalents"]
