"""How fast the hub is, beside Hugo and plain MkDocs-Material, on the same synthetic catalogue."""
