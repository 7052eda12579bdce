"""Addresses."""

app_name = "logistics"
urlpatterns = []
