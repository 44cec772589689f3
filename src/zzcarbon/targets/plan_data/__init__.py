"""Plans as data: the YAML of a plan, its areas, its targets and their versions."""

__all__: list[str] = []
