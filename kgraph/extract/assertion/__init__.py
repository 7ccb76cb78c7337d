"""How and according to whom a thing is said: status, attribution, quotation, confidence."""
