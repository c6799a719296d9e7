"""How fast the atlas is, measured beside two peers in the same run."""
