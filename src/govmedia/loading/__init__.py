"""From bytes to records: reading trees, YAML, front matter, and gathering all of it into one Ledger."""
