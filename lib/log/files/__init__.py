"""Bytes become cells: text, workbooks, and the checks before memory is spent on them."""
