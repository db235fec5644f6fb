"""The schedule: networks, projects' plans, activities, links, baselines, imports and computed results."""
