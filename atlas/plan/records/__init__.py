"""Keep plans in a database: checked records, their versions, and every change."""
