"""Plan, schedule and steer programs of work: your server, your data, answers you can check."""

__version__ = "0.1.0"
