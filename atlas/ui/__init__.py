"""The only room where Streamlit lives."""
