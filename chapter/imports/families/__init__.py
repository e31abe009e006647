"""What each family of files means: a plan that only reads, and the deed that does just that."""
