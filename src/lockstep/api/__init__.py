"""The REST interface: thin routes over actions and queries of the domain, one problem shape."""
