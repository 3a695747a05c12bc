"""The addresses of this app's part of the API."""

from django.urls import path

from questions.api import bank, documents, importing

urlpatterns = [
    path("documents/", documents.DocumentList.as_view(), name="api-documents"),
    path("documents/<int:pk>/", documents.DocumentDetail.as_view(), name="api-document"),
    path("documents/<int:pk>/themes/", documents.ThemeList.as_view(), name="api-themes"),
    path("documents/<int:pk>/coverage/", documents.Coverage.as_view(), name="api-coverage"),
    path("themes/<int:pk>/passages/", documents.PassageList.as_view(), name="api-passages"),
    path("questions/", bank.QuestionList.as_view(), name="api-questions"),
    path("questions/import/", importing.QuestionImport.as_view(), name="api-question-import"),
    path("questions/<str:code>/", bank.QuestionDetail.as_view(), name="api-question"),
    path("questions/<str:code>/state/", bank.QuestionState.as_view(), name="api-question-state"),
]
