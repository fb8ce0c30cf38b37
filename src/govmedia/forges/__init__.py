"""What is so on a forge: adapters that read pull requests, reviews and protections, and write one status and one comment."""
