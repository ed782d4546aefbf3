"""A canary in every string field of every model, found in the declarations, so a new field is covered by itself."""
