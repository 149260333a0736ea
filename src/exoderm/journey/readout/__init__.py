"""What an instrument would show of what the model holds."""
