"""What a receiving cell does with vesicles, and how many it makes itself."""
