"""Find and open places, and the other places each is compared with."""
