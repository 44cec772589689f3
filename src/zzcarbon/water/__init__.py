"""Water: outlets, sewage, limits, pollution equivalents, CH4 and N2O of wastewater."""
