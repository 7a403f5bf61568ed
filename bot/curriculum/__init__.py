"""From `content/*.yaml` to the frozen objects of the domain: schema, loader, linter."""
