"""Recipe of the shipped pipelines; not part of the installed package."""
