"""Pictures of steering: matrices of options, decision briefs, colors of tolerances."""
