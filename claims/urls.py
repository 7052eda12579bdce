"""Addresses of claims."""

from django.urls import path

from claims.views import bundles, claims, dividing

app_name = "claims"
urlpatterns = [
    path("", claims.index, name="index"),
    path("ask/<int:listing_pk>/", claims.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", claims.total, name="total"),
    path("put-in/<int:listing_pk>/", bundles.put_in, name="put_in"),
    path("basket/<int:pk>/", bundles.basket, name="basket"),
    path("take-out/<int:pk>/", bundles.take_out, name="take_out"),
    path("together/<int:pk>/", bundles.together, name="together"),
    path("together/<int:pk>/agree/", bundles.agree_to_all, name="agree_to_all"),
    path("of/<int:listing_pk>/", dividing.compare, name="compare"),
    path("of/<int:listing_pk>/left/", dividing.left_over, name="left_over"),
    path("<int:pk>/", claims.detail, name="detail"),
    path("<int:pk>/accept/", claims.accept, name="accept"),
    path("<int:pk>/decline/", claims.decline, name="decline"),
    path("<int:pk>/withdraw/", claims.withdraw, name="withdraw"),
    path("<int:pk>/agree/", dividing.agree, name="agree"),
    path("<int:pk>/wait/", dividing.wait_for_all, name="wait_for_all"),
    path("<int:pk>/stay/", dividing.stay, name="stay"),
    path("<int:pk>/change/", dividing.change, name="change"),
]
