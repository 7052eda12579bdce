"""Addresses of claims."""

from django.urls import path

from claims import views

app_name = "claims"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/<int:listing_pk>/", views.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", views.total, name="total"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
