"""Pictures of stakeholders."""
