"""Who a pronoun, a noun or an argument slot stands for."""
