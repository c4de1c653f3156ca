"""Row access of payment."""

from django.db import migrations

from welfare.foundation.row_access import protect, same_county


class Migration(migrations.Migration):
    dependencies = [("payment", "0001_initial"), ("decision", "0002_row_access")]

    operations = [
        protect("payment_entitlement", visible="case"),
        protect("payment_paymentroster", visible="money"),
        protect("payment_paymentline", visible="case"),
        protect("payment_transferfile", visible="money"),
        same_county("payment_entitlement", "case_id", "case_case"),
        same_county("payment_entitlement", "decision_id", "decision_decision"),
        same_county("payment_paymentline", "case_id", "case_case"),
        same_county("payment_paymentline", "roster_id", "payment_paymentroster"),
        same_county("payment_paymentline", "entitlement_id", "payment_entitlement"),
        same_county("payment_transferfile", "roster_id", "payment_paymentroster"),
        migrations.RunSQL(
            "revoke update on payment_paymentline, payment_transferfile from welfare_app",
            "grant update on payment_paymentline, payment_transferfile to welfare_app",
        ),
    ]
