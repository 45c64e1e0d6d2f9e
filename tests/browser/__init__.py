"""The report and `serve` in a real browser."""
