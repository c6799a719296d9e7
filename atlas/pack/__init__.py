"""The pack, the contract between build and app: a folder of tables and a manifest."""
