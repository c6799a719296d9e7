"""One formula per module; each declares METHOD and compute."""
