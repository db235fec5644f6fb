"""Django's settings: a plain translation of `lockstep.server.settings`, with nothing decided here."""

import secrets
from pathlib import Path
from typing import Any

from lockstep.server.databases import database_config
from lockstep.server.mail import mail_config
from lockstep.server.settings import SECRET_KEY_FILE, Settings, current_settings

_settings: Settings = current_settings()


def _secret_key(settings: Settings) -> str:
    """Return the signing key; without one, a key of this process only (`startup.prepare` writes the file)."""
    if settings.secret_key:
        return settings.secret_key
    key_file = settings.data_folder / SECRET_KEY_FILE
    if key_file.is_file():
        return key_file.read_text(encoding="ascii").strip()
    return secrets.token_urlsafe(48)


def _assets_folder(settings: Settings) -> Path:
    if settings.assets_folder:
        return Path(settings.assets_folder)
    package = Path(__file__).resolve().parents[1]
    packaged = package / "web" / "assets"
    return packaged if packaged.is_dir() else package.parents[1] / "frontend" / "dist"


DEBUG = _settings.is_debug
SECRET_KEY = _secret_key(_settings)
ALLOWED_HOSTS = _settings.all_hosts
# Where people find the server from outside; mails lead there. Empty where nobody said it.
PUBLIC_ORIGIN = _settings.public_url.rstrip("/")
CSRF_TRUSTED_ORIGINS = [_settings.public_url.rstrip("/")] if _settings.public_url else []
ROOT_URLCONF = "lockstep.server.urls"
WSGI_APPLICATION = "lockstep.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = _settings.time_zone
LANGUAGE_CODE = "en-us"
USE_I18N = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_vite",
    *([] if _settings.is_embedded else ["procrastinate.contrib.django"]),
    # ours, low to high
    "lockstep.domain.access",
    "lockstep.domain.ledger",
    "lockstep.domain.runs",
    "lockstep.domain.records",
    "lockstep.domain.portfolio",
    "lockstep.domain.strategy",
    "lockstep.domain.people",
    "lockstep.domain.planning",
    "lockstep.domain.delivery",
    "lockstep.domain.outlook",
    "lockstep.domain.risks",
    "lockstep.domain.stakeholders",
    "lockstep.domain.governance",
    "lockstep.web",
    "lockstep.server",
]

MIDDLEWARE = [
    "lockstep.server.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # First of all, so that our templates of allauth's pages win over its own.
        "DIRS": [str(Path(__file__).resolve().parents[1] / "web" / "templates")],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lockstep.web.shell.context",
            ],
        },
    }
]

DATABASES = {"default": database_config(_settings)}

# Accounts: e-mail and password, by invitation only
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "lockstep.web.pages.start.errors.forbidden"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "lockstep.server.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
# Failures are counted by `accounts.AccountAdapter` in the database; allauth counts in each process for itself.
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": ""}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Lockstep"
SESSION_COOKIE_AGE = _settings.session_days * 86_400

# Cookies and transport
SESSION_COOKIE_NAME = "lockstep-session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _settings.is_https
CSRF_COOKIE_NAME = "lockstep-csrf"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _settings.is_https
SECURE_HSTS_SECONDS = 31_536_000 if _settings.is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _settings.is_https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Static files come straight from the build; Vite already puts a hash into their names
STATIC_URL = "/static/"
# Kept files, such as imported plans, by the digest of their content
MEDIA_ROOT = str(_settings.data_folder / "files")
STATICFILES_DIRS = [str(_assets_folder(_settings))] if _assets_folder(_settings).is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$"
DJANGO_VITE = {
    "default": {"dev_mode": False, "manifest_path": str(_assets_folder(_settings) / "manifest.json")}
}

# Mail: none unless a server is set
globals().update(mail_config(_settings.email_url))
DEFAULT_FROM_EMAIL = _settings.email_from

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "lockstep": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
