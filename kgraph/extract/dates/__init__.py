"""Time expressions of German and English, resolved to days."""
