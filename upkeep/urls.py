"""The address where owners answer."""

from django.urls import path

from upkeep import views

app_name = "upkeep"
urlpatterns = [path("<int:pk>/next/", views.what_next, name="next")]
