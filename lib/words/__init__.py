"""The words of the product: what things are called, and how counts, shares and days are said."""
