"""Addresses."""

app_name = "members"
urlpatterns = []
