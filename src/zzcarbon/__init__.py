"""Carbon and pollutant accounting."""

__version__ = "0.1.0"
