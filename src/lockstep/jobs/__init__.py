"""Long work with progress: kinds of jobs, and the worker that runs them."""
