"""Every schema of the plan's database, from the first to the current one."""
