"""Plotly figures, each with its takeaway, its text alternative and its numbers."""
