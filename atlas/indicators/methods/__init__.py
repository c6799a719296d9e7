"""One formula per module, each with METHOD and `compute`."""
