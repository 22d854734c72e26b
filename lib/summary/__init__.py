"""What the person takes away: workbook, report, Markdown, calendar, CSV and record."""
