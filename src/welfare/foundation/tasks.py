"""Queue entry points of the ground."""

from uuid import UUID

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from welfare.foundation import outbox


class AfterBackOff(BaseRetryStrategy):
    """Run again after the wait the outbox row prescribes."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, outbox.TryAgain):
            return None
        wait = outbox.BACK_OFF[min(job.attempts, len(outbox.BACK_OFF) - 1)]
        return RetryDecision(retry_in={"seconds": int(wait.total_seconds())})


@app.task(name=outbox.DELIVERY, queue="outbox", retry=AfterBackOff())
def deliver_message(message_id: str, county: str) -> None:
    outbox.deliver(UUID(message_id), county)


@app.periodic(cron="* * * * *")
@app.task(queue="outbox", queueing_lock="outbox_forgotten")
def remember_forgotten(timestamp: int) -> None:
    """What a killed worker held is delivered after all."""
    outbox.remember_forgotten()
