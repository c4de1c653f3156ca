"""What the operator's page sends."""

from django import forms


class ParcelForm(forms.Form):
    parcel = forms.UUIDField()


class DeliveryForm(forms.Form):
    delivery = forms.UUIDField()
