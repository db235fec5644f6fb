"""The addresses of the server: accounts, the API and the pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("api/", include("lockstep.api.urls")),
    path("", include("lockstep.web.urls")),
]

handler400 = "lockstep.web.pages.start.errors.bad_request"
handler403 = "lockstep.web.pages.start.errors.forbidden"
handler404 = "lockstep.web.pages.start.errors.not_found"
handler500 = "lockstep.web.pages.start.errors.server_error"
