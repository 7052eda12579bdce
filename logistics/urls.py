"""Addresses of pickups and of the agenda."""

from django.urls import path

from logistics.views import agenda, clearances, pickups

app_name = "logistics"
urlpatterns = [
    path("pickups/schedule/<int:claim_pk>/", pickups.schedule, name="schedule"),
    path(
        "pickups/return/<int:claim_pk>/",
        pickups.schedule_return,
        name="schedule_return",
    ),
    path(
        "pickups/handed-over/<int:claim_pk>/", pickups.handed_over, name="handed_over"
    ),
    path("pickups/returned/<int:claim_pk>/", pickups.returned, name="returned"),
    path("pickups/<int:pk>/", pickups.detail, name="detail"),
    path("pickups/<int:pk>/confirm/", pickups.confirm, name="confirm"),
    path("pickups/<int:pk>/reschedule/", pickups.reschedule, name="reschedule"),
    path("pickups/<int:pk>/call-off/", pickups.call_off, name="call_off"),
    path("pickups/clearances/<int:pk>/", clearances.day, name="clearance_day"),
    path("pickups/<int:pk>/pickup.ics", pickups.calendar, name="calendar"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/month/", agenda.month, name="month"),
    path("agenda/address/", agenda.feed_renew, name="feed_renew"),
    path("agenda/address/end/", agenda.feed_end, name="feed_end"),
    path("agenda/<str:secret>/deelplatform.ics", agenda.feed, name="feed"),
]
