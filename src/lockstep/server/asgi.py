"""The ASGI application, for server-sent events behind a reverse proxy."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lockstep.server.django_settings")
application = get_asgi_application()
