"""The hub: curated YAML and Markdown in, a searchable static site out. ARCHITECTURE.md says where each thing lives."""

__version__ = "0.1.0"
