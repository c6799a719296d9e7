"""Download, check and read the publishers' files."""
