"""Standing relations: offices, representation, membership, parts."""
