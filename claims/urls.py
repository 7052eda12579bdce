"""Addresses of claims."""

from django.urls import path

from claims.views import bundles, claims, dividing, lending, rooms

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
    path("free/<int:listing_pk>/", lending.free_days, name="free_days"),
    path("<int:pk>/extend/", lending.extend, name="extend"),
    path("<int:pk>/deposit/", lending.deposit_receive, name="deposit_receive"),
    path("<int:pk>/deposit/back/", lending.deposit_return, name="deposit_return"),
    path("extensions/<int:pk>/", lending.extension, name="extension"),
    path(
        "extensions/<int:pk>/grant/",
        lending.extension_grant,
        name="extension_grant",
    ),
    path(
        "extensions/<int:pk>/decline/",
        lending.extension_decline,
        name="extension_decline",
    ),
    path(
        "extensions/<int:pk>/withdraw/",
        lending.extension_withdraw,
        name="extension_withdraw",
    ),
    path("rooms/<int:pk>/", rooms.week, name="room"),
    path("rooms/<int:pk>/book/", rooms.book, name="book"),
    path("rooms/<int:pk>/own-use/", rooms.block, name="block"),
    path("own-use/<int:pk>/end/", rooms.unblock, name="unblock"),
    path("times/<int:pk>/add/", rooms.add_time, name="add_time"),
    path("<int:pk>/times/cancel/", rooms.cancel_times, name="cancel_times"),
    path("<int:pk>/calendar/", rooms.calendar, name="calendar"),
    path("<int:pk>/finish/", claims.finish, name="finish"),
]
