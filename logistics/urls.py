"""Addresses of pickups."""

from django.urls import path

from logistics.views import clearances, pickups

app_name = "logistics"
urlpatterns = [
    path("schedule/<int:claim_pk>/", pickups.schedule, name="schedule"),
    path("return/<int:claim_pk>/", pickups.schedule_return, name="schedule_return"),
    path("return/<int:claim_pk>/back/", pickups.came_back, name="came_back"),
    path("<int:pk>/", pickups.detail, name="detail"),
    path("<int:pk>/confirm/", pickups.confirm, name="confirm"),
    path("<int:pk>/reschedule/", pickups.reschedule, name="reschedule"),
    path("<int:pk>/call-off/", pickups.call_off, name="call_off"),
    path("clearances/<int:pk>/", clearances.day, name="clearance_day"),
    path("<int:pk>/pickup.ics", pickups.calendar, name="calendar"),
]
