"""Events: frames matched to clauses, judgements, and actors that a sentence leaves out."""
