"""Addresses of pickups."""

from django.urls import path

from logistics import views, views_clearing

app_name = "logistics"
urlpatterns = [
    path("schedule/<int:claim_pk>/", views.schedule, name="schedule"),
    path("return/<int:claim_pk>/", views.schedule_return, name="schedule_return"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/reschedule/", views.reschedule, name="reschedule"),
    path("<int:pk>/call-off/", views.call_off, name="call_off"),
    path("clearances/<int:pk>/", views_clearing.day, name="clearance_day"),
    path("<int:pk>/pickup.ics", views.calendar, name="calendar"),
]
