"""What people see before they read."""
