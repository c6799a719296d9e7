"""Hand-outs on paper: what they say of an area, and the files they are written to."""
