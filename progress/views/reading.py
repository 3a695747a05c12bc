"""Pages on which people read how participation grows."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from progress.models import Programme
from progress.queries.programmes import programmes as all_programmes

PER_PAGE = 50


@login_required
@require_GET
def programmes(request: HttpRequest) -> HttpResponse:
    """The list; where there is one programme only, readers go straight to it."""
    page = Paginator(all_programmes(), PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not request.user.has_perm("contests.organise"):
        return redirect("programme", pk=page[0].pk)
    return render(request, "progress/programmes.html", {"page": page})


@login_required
@require_GET
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Programme.objects.select_related("cell"), pk=pk)
    return render(request, "progress/programme.html", {"programme": found})
