"""Addresses of claims."""

from django.urls import path

from claims.views import claims, damage, lending, papers, rooms

app_name = "claims"
urlpatterns = [
    path("", claims.index, name="index"),
    path("ask/<int:listing_pk>/", claims.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", claims.total, name="total"),
    path("<int:pk>/", claims.detail, name="detail"),
    path("<int:pk>/accept/", claims.accept, name="accept"),
    path("<int:pk>/decline/", claims.decline, name="decline"),
    path("<int:pk>/withdraw/", claims.withdraw, name="withdraw"),
    path("<int:pk>/papers/", papers.papers, name="papers"),
    path("<int:pk>/papers/draw/<slug:kind>/", papers.draw, name="papers_draw"),
    path("<int:pk>/papers/state/<slug:kind>/", papers.state, name="papers_state"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/sealed/", papers.sealed, name="paper_sealed"),
    path("papers/<int:pk>/read/", papers.reading, name="paper_reading"),
    path("papers/<int:pk>/agree/", papers.agree, name="paper_agree"),
    path("papers/<int:pk>/renew/", papers.renew, name="paper_renew"),
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
    path("<int:pk>/damage/", damage.report, name="damage"),
    path("damage/<int:pk>/propose/", damage.propose, name="damage_propose"),
    path("damage/<int:pk>/agree/", damage.agree, name="damage_agree"),
    path("damage/<int:pk>/mended/", damage.mend, name="damage_mend"),
    path("damage/<int:pk>/lost/", damage.write_off, name="damage_write_off"),
    path("damage/photos/<int:pk>/<str:size>/", damage.photo, name="damage_photo"),
]
