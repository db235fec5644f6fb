"""What each area's requests and answers look like."""
