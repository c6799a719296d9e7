"""The Streamlit app: with atlas/plan's pages, the only code that imports Streamlit."""
