"""What happens to vesicles between filling and use."""
