"""Addresses."""

app_name = "claims"
urlpatterns = []
