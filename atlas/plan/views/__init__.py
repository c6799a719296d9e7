"""What a plan shows: cards, charts, words, and the pack for a workshop."""
