"""The REST door to programmes and their reports."""

from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated

from progress.models import Programme
from progress.queries.programmes import programmes


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """A programme; `cell` is the code of the cell whose tree it covers."""

    cell = serializers.CharField(source="cell.code", read_only=True)

    class Meta:
        model = Programme
        fields = ("id", "title", "cell")


class ProgrammeList(generics.ListAPIView[Programme]):
    """Every programme, newest first."""

    permission_classes = (IsAuthenticated,)
    serializer_class = ProgrammeSerializer
    queryset = programmes()
