"""A foreign file to typed rows: knows no database, and runs in a process of its own."""
