"""Addresses of claims."""

from django.urls import path

from claims import room_views, views

app_name = "claims"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/<int:listing_pk>/", views.ask, name="ask"),
    path("ask/<int:listing_pk>/total/", views.total, name="total"),
    path("rooms/<int:pk>/", room_views.week, name="room"),
    path("rooms/<int:pk>/book/", room_views.book, name="book"),
    path("rooms/<int:pk>/own-use/", room_views.block, name="block"),
    path("own-use/<int:pk>/end/", room_views.unblock, name="unblock"),
    path("times/<int:pk>/add/", room_views.add_time, name="add_time"),
    path("<int:pk>/times/cancel/", room_views.cancel_times, name="cancel_times"),
    path("<int:pk>/calendar/", room_views.calendar, name="calendar"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/decline/", views.decline, name="decline"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
