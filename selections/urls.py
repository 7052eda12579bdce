"""Addresses of what is done with many offers at once."""

from django.urls import path

from selections import views
from selections.models import Selection

Deed = Selection.Deed
app_name = "selections"
urlpatterns = [
    path("publish/", views.begin, {"deed": Deed.PUBLISH.value}, name="publish"),
    path("pause/", views.begin, {"deed": Deed.PAUSE.value}, name="pause"),
    path("resume/", views.begin, {"deed": Deed.RESUME.value}, name="resume"),
    path("withdraw/", views.begin, {"deed": Deed.WITHDRAW.value}, name="withdraw"),
    path("relist/", views.begin, {"deed": Deed.RELIST.value}, name="relist"),
    path("change/", views.change, name="change"),
    path("offers.csv", views.download, {"kind": "csv"}, name="csv"),
    path("offers.xlsx", views.download, {"kind": "xlsx"}, name="xlsx"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/progress/", views.progress, name="progress"),
]
