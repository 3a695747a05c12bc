"""Which app answers which address."""

from django.conf.urls.i18n import urlpatterns as i18n
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config import health

API = ["members", "questions", "contests", "leaderboards", "progress"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("contests.urls")),
    path("", include("members.urls")),
    path("", include("questions.urls")),
    path("", include("leaderboards.urls")),
    path("", include("progress.urls")),
    path("language/", include(i18n)),
    path("api/", include([path("", include(f"{app}.urls_api")) for app in API])),
    path("api/schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
