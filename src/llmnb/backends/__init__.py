"""The contract of a backend, its registry, and the backends themselves."""
