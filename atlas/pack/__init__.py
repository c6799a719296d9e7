"""The contract between build and app: a folder of tables and a manifest."""
