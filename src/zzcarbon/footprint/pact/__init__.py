"""Product footprints in the PACT data model 3.0.4: read, written, checked."""

__all__: list[str] = []
