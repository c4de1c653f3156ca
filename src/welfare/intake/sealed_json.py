"""What a person told us is ciphertext in the database and a dictionary in Python."""

import json
from typing import Any

from welfare.foundation.crypto import SealedTextField


class SealedJSONField(SealedTextField):
    """JSON under the key ring. Not searchable: nobody looks for people by what they answered."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return None if text is None else json.loads(text)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        text = None if value is None else json.dumps(value, ensure_ascii=False)
        return super().get_db_prep_value(text, connection, prepared)
