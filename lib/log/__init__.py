"""A spreadsheet becomes an application log."""
