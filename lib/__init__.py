"""Detour's core: a spreadsheet of applications becomes measures, a ranking of areas, and a plan."""
