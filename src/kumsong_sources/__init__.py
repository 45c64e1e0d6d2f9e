"""Source criticism and citation analysis."""

__version__ = "0.1.0"
