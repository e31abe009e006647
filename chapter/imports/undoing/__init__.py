"""What an import changed, noted row by row, and how it is taken back as one."""
