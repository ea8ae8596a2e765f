"""Who somebody is here: their page, and the directory of people."""
