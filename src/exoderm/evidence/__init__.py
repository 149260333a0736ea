"""What is known: studies, facts, law, risks, and the ladder on which they are weighed."""
