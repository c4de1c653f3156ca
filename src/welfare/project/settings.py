"""Settings: everything that differs between places comes from files and the environment, read here only."""

import os
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from welfare.project import banner, cluster, places, secrets

DEMO_MODE = os.environ.get("WELFARE_DEMO") == "1"
PRODUCTION = os.environ.get("WELFARE_ENVIRONMENT", "development") == "production"
if PRODUCTION and DEMO_MODE:
    raise RuntimeError(
        "demo mode and production exclude each other: unset WELFARE_DEMO or WELFARE_ENVIRONMENT"
    )
DEBUG = False

DATA_DIR = places.data_dir()
FONT_DIR = places.font_dir()
DATABASES = cluster.database_settings()
DATABASE_ROUTERS: list[str] = []
SECRET_KEY = secrets.django_secret_key(DATA_DIR, production=PRODUCTION)
KEY_RING = secrets.key_ring(DATA_DIR, production=PRODUCTION)
STORAGE_URL = os.environ.get("WELFARE_STORAGE_URL", f"file:{DATA_DIR / 'storage'}")

ALLOWED_HOSTS = os.environ.get("WELFARE_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
ROOT_URLCONF = "welfare.project.urls"
WSGI_APPLICATION = "welfare.project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "welfare.foundation",
    "welfare.web",
    "welfare.case",
    "welfare.documents",
    "welfare.intake",
    "welfare.lookup",
    "welfare.lookup.looks",
    "welfare.determination",
    "welfare.review",
    "welfare.visit",
    "welfare.decision",
    "welfare.payment",
    "welfare.statistics",
    "welfare.desk",
    "welfare.mobile",
    "welfare.monthly_comparison",
    "welfare.annual_review",
    "welfare.project",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "django_htmx",
    "lucide",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "welfare.web.security.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "welfare.web.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "welfare.web.sessions.SessionLimits",
    "welfare.web.sessions.SignInRequired",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "welfare.web.acting.ActingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "welfare.web.context_processors.chrome",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ---- people -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "foundation.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "welfare.web.account_adapter.OfficerAdapter"
MFA_ADAPTER = "welfare.web.account_adapter.SecondFactorAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/15m/key,30/15m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "暖流"

# ---- sessions and cookies ---------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 15 * 60
SESSION_IDLE_SECONDS_PAYMENT = 5 * 60
SESSION_ABSOLUTE_SECONDS = 10 * 3600
SESSION_WARN_SECONDS = 120
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "welfare.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# ---- language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hant"
LANGUAGES = [("zh-hant", _("中文")), ("en", "English")]
LOCALE_PATHS = [places.package_dir() / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Taipei"

# ---- files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "welfare.documents.storage.EvidenceStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# ---- wiring -----------------------------------------------------------------------------------------
WELFARE_NAVIGATION = "welfare.project.navigation.navigation"
WELFARE_CONNECTORS = "welfare.project.wiring.connector"
ENVIRONMENT_BANNER = (
    None
    if PRODUCTION
    else {
        "name": _("練習環境"),
        "text": _("畫面上的人都是虛構（姓名第二字皆為「測」）。不會寄出公文，也不會撥款。"),
        "time": banner.data_time,
    }
)
#: a folder per register reached over the wire (connection.yaml, keys); none: the demo's, in this process
AGENCIES_DIR = os.environ.get("WELFARE_AGENCIES_DIR") or None
OUTGOING_ADDRESSES: frozenset[str] = frozenset()  # hosts connectors may reach; none in the demo
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # beyond it rows are thrown away at random: counted sign-ins and kept forms must not be among them
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "formatters": {"json": {"()": "welfare.project.logs.formatter"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # paramiko prints a trace for every line that breaks; what became of it is told by the connector
    "loggers": {
        "welfare": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "paramiko": {"level": "CRITICAL"},
    },
}
#: the county's own numbers at the post office; invented here, a county enters its own
POST_OFFICE_ORIGINATOR = {"office": "0000000", "client": "00000000"}
