"""Synthetic instruction data for the embedded demo model."""
