"""The addresses of the server: accounts, the API and the pages."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("accounts/", include("allauth.urls"))]

if find_spec("lockstep.api") and find_spec("lockstep.api.urls"):
    urlpatterns.append(path("api/", include("lockstep.api.urls")))
if find_spec("lockstep.web") and find_spec("lockstep.web.urls"):
    urlpatterns.append(path("", include("lockstep.web.urls")))

handler400 = "lockstep.web.pages.start.errors.bad_request"
handler403 = "lockstep.web.pages.start.errors.forbidden"
handler404 = "lockstep.web.pages.start.errors.not_found"
handler500 = "lockstep.web.pages.start.errors.server_error"
