"""Addresses."""

app_name = "wanted"
urlpatterns = []
