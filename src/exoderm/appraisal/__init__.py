"""Does the claim hold? One question per rule; records judge, runs explain."""
