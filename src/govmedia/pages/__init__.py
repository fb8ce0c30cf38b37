"""What people see: findings, pages, the directory, exports."""
