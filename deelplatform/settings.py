"""One file of settings for demo, tests and production; it reads the environment.

Without DATABASE_URL the embedded PostgreSQL in VAR is used, and a secret key is
made there once. With DATABASE_URL and without DEMO, nothing has a default that an
attacker could know. Every variable is explained in `.env.example`.
"""

import secrets
import sys
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR = Path(env("VAR", default=str(BASE_DIR / "var"))).resolve()
DEMO = env.bool("DEMO", default=False)
TESTING = "pytest" in sys.modules
DEBUG = env.bool("DEBUG", default=False)
EMBEDDED = not env("DATABASE_URL", default="")
LOCAL = EMBEDDED or DEMO or TESTING


def _own_secret() -> str:
    """A random key of this machine, made once and kept in VAR."""
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or (_own_secret() if LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY: production has no default secret.")

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000" if LOCAL else "").rstrip("/")
if not SITE_URL:
    raise ImproperlyConfigured("Set SITE_URL, such as https://deel.example.nl.")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[SITE_URL.split("//")[1].split(":")[0]]
    + (["127.0.0.1", "localhost"] if LOCAL else []),
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# -- The house ---------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "billing",
    "searches",
    "wanted",
    "logistics",
    "conversations",
    "claims",
    "lists",
    "clearances",
    "upkeep",
    "selections",
    "listings",
    "approvals",
    "catalogue",
    "members",
    "outbox",
    "papers",
    "base",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_filters",
    "django_htmx",
    "csp",
]
if LOCAL and find_spec("demo"):  # not in the production image
    INSTALLED_APPS.append("demo")
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "base.middleware.TextGZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "members.middleware.PrivateMiddleware",
    "members.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "base.middleware.ReadableMiddleware",
    "members.middleware.LoginMiddleware",
    "members.middleware.ActiveMembersMiddleware",
    "base.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "deelplatform.urls"
WSGI_APPLICATION = "deelplatform.wsgi.application"
FORM_RENDERER = "base.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "home.context.site",
            ],
            "builtins": [
                "base.templatetags.ui",
                "base.templatetags.remember",
                "django.templatetags.i18n",
            ],
        },
    }
]

# -- Data --------------------------------------------------------------------
DATABASES: dict[str, dict[str, Any]]
if EMBEDDED:
    DATABASES = {"default": {"ENGINE": "base.embedded", "NAME": "deel"}}
else:
    DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"].setdefault("OPTIONS", {})
# A connection that died while PostgreSQL restarted is replaced, not handed out.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if not TESTING:
    DATABASES["default"]["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Two, so that nothing else takes the room of the first: what was tried and how often
# (`members.guessing`), which allauth keeps in the one called default.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 250_000},
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # the form says how many it takes

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "base.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- Clock and letters -------------------------------------------------------
REDIS_URL = env("REDIS_URL", default="")
if not (REDIS_URL or LOCAL):
    raise ImproperlyConfigured("Set REDIS_URL: the clock hands out its work there.")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
# A lost tick does no harm, beat brings the next: Redis keeps no note of who took which.
# Such notes cost more than they save: a worker that is giving them back when Redis goes
# away ends with an error instead of waiting until Redis is there again.
CELERY_BROKER_TRANSPORT_OPTIONS = {"ack_emulation": False}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"

# A sweep whose oldest row waits longer than this is unwell (seconds).
LAG_LIMIT_S = env.int("LAG_LIMIT_S", default=900)

if not (env("EMAIL_URL", default="") or LOCAL):
    raise ImproperlyConfigured("Set EMAIL_URL, such as smtp+tls://name:word@host:587.")
globals().update(env.email_url("EMAIL_URL", default="smtp://127.0.0.1:2525"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL",
    default="Deelplatform <deelplatform@demo.example>" if LOCAL else "",
)
if not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("Set DEFAULT_FROM_EMAIL, the sender of every letter.")
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
CONTACT_EMAIL = env("CONTACT_EMAIL", default=SERVER_EMAIL)
LETTER_DOMAIN = SERVER_EMAIL.rpartition("@")[2]

# Where letters are answered by e-mail, and the mailbox that such answers come in at;
# empty: they are not. `IMAP_URL` alone is empty where a mail server hands them over.
REPLY_ADDRESS = env("REPLY_ADDRESS", default="")
IMAP_URL = env("IMAP_URL", default="")

# -- People ------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.backend.Backend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:front"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "members.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "members.forms.members.SignupDetails"
ACCOUNT_FORMS = {
    "signup": "members.forms.account.SignupForm",
    "change_password": "members.forms.account.ChangePasswordForm",
    "set_password": "members.forms.account.SetPasswordForm",
    "reset_password": "members.forms.account.ResetPasswordForm",
    "reset_password_from_key": "members.forms.account.ResetPasswordKeyForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one works once it is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when password or address changed
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is written to whom we don't know
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True

# How often (m, h, d: in a minute, hour, day), for one IP address, or for one key: an
# e-mail address, a network, a device. Whole hospitals share an IP address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "20/m/ip,5/5m/key,20/h/key",
    "login_failed_network": "100/10m/key",
    "login_failed_here": "5/5m/key,20/h/key",
    "reset_password": "20/m/ip,100/h/ip,5/h/key",
    "signup": "20/m/ip,100/h/ip",
    "letter": "5/h/key,20/d/key",
    "letter_network": "300/h/key",
}

# -- Words, time, place ------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "base.formats"

# -- Safety ------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_ENGINE = "base.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SECURE_SSL_REDIRECT = SECURE and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # who tries passwords is known by address
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
