"""The pages of documents and of the bank."""

from django.urls import path

from questions.views import bank, documents, importing, writing

urlpatterns = [
    path("documents/", documents.document_list, name="documents"),
    path("documents/<int:pk>/", documents.document_page, name="document"),
    path("documents/<int:pk>/themes/<int:theme>/", documents.theme_edit, name="theme-edit"),
    path("bank/", bank.bank_page, name="bank"),
    path("bank/new/", writing.question_new, name="question-new"),
    path("bank/import/", importing.import_page, name="question-import"),
    path("bank/import/<int:pk>/", importing.import_report, name="import-report"),
    path("bank/<str:code>/", bank.question_page, name="question"),
    path("bank/<str:code>/edit/", writing.question_edit, name="question-edit"),
]
