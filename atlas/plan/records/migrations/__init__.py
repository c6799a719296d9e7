"""Every form the plan's database has had, from the first to the one in use."""
