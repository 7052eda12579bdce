"""Addresses."""

app_name = "listings"
urlpatterns = []
