"""Who stands where in a sentence: its tree put right, its clauses and noun phrases with their arguments."""
