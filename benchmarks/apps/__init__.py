"""The pages that are timed: ours, two peers on the same data, and one with no map."""
