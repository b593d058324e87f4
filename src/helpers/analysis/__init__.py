"""Counting: cohorts, quantities and their intervals, agreement with printed figures."""
