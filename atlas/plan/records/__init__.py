"""Store plans in a database: validated records, their versions, and every change."""
