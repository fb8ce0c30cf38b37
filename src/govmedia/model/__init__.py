"""The one schema: a pydantic model per kind of record, the words they use, and nothing that reads, computes or dates."""
