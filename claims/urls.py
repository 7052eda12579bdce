"""Addresses of claims."""

from django.urls import path

from claims import damage_views, views

app_name = "claims"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/<int:listing_pk>/", views.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", views.total, name="total"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/damage/", damage_views.report, name="damage"),
    path("damage/<int:pk>/propose/", damage_views.propose, name="damage_propose"),
    path("damage/<int:pk>/agree/", damage_views.agree, name="damage_agree"),
    path("damage/<int:pk>/mended/", damage_views.mend, name="damage_mend"),
    path("damage/<int:pk>/lost/", damage_views.write_off, name="damage_write_off"),
    path("damage/photos/<int:pk>/<str:size>/", damage_views.photo, name="damage_photo"),
]
