"""What registers say about a whole caseload (整批查調): rows as they came, in columns, never changed.

No names and no ID numbers: a row names the parcel and the line, the line's person is a keyed hash.
"""

from django.db import models

from welfare.lookup.models.ledger import Parcel


class BulkParcel(models.Model):
    """A parcel that asks about a caseload; its subjects are `BulkSubject`, its answers rows of a register.

    `number` takes four bytes because it stands in every row. The counts are persons with that outcome and
    change in the same transaction as the rows; whoever is in none waits, or failed when the parcel did.
    """

    number = models.AutoField(primary_key=True)
    county = models.CharField(max_length=5)
    parcel = models.OneToOneField(Parcel, on_delete=models.PROTECT, related_name="bulk", db_constraint=False)
    answered = models.IntegerField(default=0)
    no_record = models.IntegerField(default=0)
    id_mismatch = models.IntegerField(default=0)

    @property
    def spoken(self) -> int:
        """Persons the register has said something about."""
        return self.answered + self.no_record + self.id_mismatch


class BulkSubject(models.Model):
    """Who stands in which line of a bulk parcel."""

    pk = models.CompositePrimaryKey("bulk", "seq")
    bulk = models.ForeignKey(BulkParcel, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    seq = models.IntegerField()
    county = models.CharField(max_length=5)
    person_key = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["county", "person_key"], name="bulk_subject_by_person")]


class _Row(models.Model):
    """One row about one person: line of the parcel, and the row's number among that person's, from 1."""

    bulk = models.ForeignKey(BulkParcel, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    seq = models.IntegerField()
    n = models.SmallIntegerField()
    county = models.CharField(max_length=5)
    outcome = models.CharField(max_length=12)
    as_of = models.DateField()

    class Meta:
        abstract = True


class InsuranceRow(_Row):
    """An insured period and a pension as the labour-insurance register gives them, side by side.

    `nulls`: a sign for joined_on, left_on, effective_on and pension_since: - a day, 0 none, _ not known,
    9 withheld. The words are those of the port.
    """

    pk = models.CompositePrimaryKey("bulk", "seq", "n")
    status = models.CharField(max_length=12)
    insurance_number = models.CharField(max_length=9)
    unit = models.TextField()
    unit_kind = models.CharField(max_length=30)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    salary = models.IntegerField()
    change = models.CharField(max_length=10)
    effective_on = models.DateField(null=True)
    pension_kind = models.CharField(max_length=20)
    pension_amount = models.IntegerField()
    pension_since = models.DateField(null=True)
    nulls = models.CharField(max_length=4)


class TaxRow(_Row):
    """A voucher, a holding or a claim of a dependant; `dataset` says which. NT$, of the year or the share.

    A person without any has one row. `taxpayer_key`: keyed hash of who claimed. `nulls`: a sign for each of
    net, value, area: as in InsuranceRow.
    """

    pk = models.CompositePrimaryKey("bulk", "seq", "n")
    dataset = models.CharField(max_length=12)
    year = models.IntegerField(null=True)
    code = models.CharField(max_length=20)
    mark = models.CharField(max_length=20)
    payer_number = models.CharField(max_length=20)
    payer_name = models.TextField()
    location = models.TextField()
    reference = models.TextField()
    area = models.CharField(max_length=30)
    share = models.CharField(max_length=30)
    gross = models.BigIntegerField(null=True)
    withheld = models.BigIntegerField(null=True)
    net = models.BigIntegerField(null=True)
    value = models.BigIntegerField(null=True)
    land_category = models.CharField(max_length=40)
    taxpayer_key = models.CharField(max_length=64)
    relation = models.CharField(max_length=40)
    nulls = models.CharField(max_length=20)
