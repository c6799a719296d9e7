"""Results to figures and tables. Pure; no Streamlit."""
