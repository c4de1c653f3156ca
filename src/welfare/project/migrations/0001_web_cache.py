"""The cache all web processes share (sign-in throttling counts there); no personal data."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_row_access")]

    operations = [
        migrations.RunSQL(
            "create table web_cache (cache_key varchar(255) primary key, value text not null,"
            " expires timestamptz not null); create index web_cache_expires on web_cache (expires);",
            "drop table web_cache",
        ),
    ]
