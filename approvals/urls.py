"""Addresses of what waits for a yes."""

from django.urls import path

from approvals.views import agreements, approvals

app_name = "approvals"
urlpatterns = [
    path("", approvals.index, name="index"),
    path("<int:pk>/", approvals.detail, name="detail"),
    path("<int:pk>/approve/", approvals.approve, name="approve"),
    path("<int:pk>/decline/", approvals.decline, name="decline"),
    path("rules/", agreements.rules, name="rules"),
    path("rules/<int:pk>/", agreements.rule, name="rule"),
    path("rules/<int:pk>/remove/", agreements.remove_rule, name="remove_rule"),
    path("deputies/", agreements.deputies, name="deputies"),
    path("deputies/<int:pk>/end/", agreements.end_deputy, name="end_deputy"),
]
