"""Addresses of claims."""

from django.urls import path

from claims import dividing_views, views

app_name = "claims"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/<int:listing_pk>/", views.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", views.total, name="total"),
    path("of/<int:listing_pk>/", dividing_views.compare, name="compare"),
    path("of/<int:listing_pk>/left/", dividing_views.left_over, name="left_over"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/agree/", dividing_views.agree, name="agree"),
    path("<int:pk>/wait/", dividing_views.wait_for_all, name="wait_for_all"),
    path("<int:pk>/stay/", dividing_views.stay, name="stay"),
    path("<int:pk>/change/", dividing_views.change, name="change"),
]
