"""Addresses of what others need."""

from django.urls import path

from wanted.views import letters, wants

app_name = "wanted"
urlpatterns = [
    path("", wants.index, name="index"),
    path("post/", wants.post, name="post"),
    path("<int:pk>/", wants.detail, name="detail"),
    path("<int:pk>/edit/", wants.edit, name="edit"),
    path("<int:pk>/close/", wants.close, name="close"),
    path("<int:pk>/meet/", wants.meet, name="meet"),
    path("<int:pk>/reopen/", wants.reopen, name="reopen"),
    path("<int:pk>/ask-all/", wants.ask_all, name="ask_all"),
    path("have/<str:token>/", letters.have, name="have"),
    path("<int:pk>/answer/", wants.answer, name="answer"),
    path("<int:pk>/answer/new/", wants.answer_new, name="answer_new"),
]
