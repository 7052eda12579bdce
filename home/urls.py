"""Addresses."""

app_name = "home"
urlpatterns = []
