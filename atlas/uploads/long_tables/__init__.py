"""Tables with several rows per area: their categories and dates, and taking one row of each."""
