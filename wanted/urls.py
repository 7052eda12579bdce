"""Addresses of what others need."""

from django.urls import path

from wanted import views, views_letter

app_name = "wanted"
urlpatterns = [
    path("", views.index, name="index"),
    path("post/", views.post, name="post"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/meet/", views.meet, name="meet"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/ask-all/", views.ask_all, name="ask_all"),
    path("have/<str:token>/", views_letter.have, name="have"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/answer/new/", views.answer_new, name="answer_new"),
]
