"""Say what is known of an action in words: on screen, on paper and in files the same."""
