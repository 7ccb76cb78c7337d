"""Who is named: names, titles, offices and phrases in which a country or body acts."""
