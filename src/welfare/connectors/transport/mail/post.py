"""Handing one mail to the sending server (SMTP submission)."""

from __future__ import annotations

import smtplib

from welfare.connectors.transport.mail.server import Server, reaching
from welfare.lookup.ports import TransportError

_FULL = {452, 552}


def send_mail(server: Server, sender: str, receiver: str, content: bytes) -> None:
    """`content` is a whole mail, CRLF. Raises TransportError."""
    with reaching(server):
        try:
            with _connected(server) as smtp:
                smtp.login(server.user, server.password())
                smtp.sendmail(sender, [receiver], content)
        except smtplib.SMTPAuthenticationError as refused:
            if refused.smtp_code // 100 != 5:
                raise _refused(server, refused.smtp_code) from refused
            sentence = f"{server.label}不接受我們的帳號或密碼。請更新密碼檔。"
            raise TransportError(sentence, permanent=True) from refused
        except smtplib.SMTPRecipientsRefused as refused:
            code, _words = next(iter(refused.recipients.values()))
            raise _refused(server, code) from refused
        except smtplib.SMTPResponseException as refused:
            raise _refused(server, refused.smtp_code) from refused
        except smtplib.SMTPException as broken:
            sentence = f"和{server.label}的連線在途中斷了。系統會用同一個編號再寄。"
            raise TransportError(sentence, permanent=False) from broken


def _connected(server: Server) -> smtplib.SMTP:
    """Encrypted, or not at all: without STARTTLS on offer smtplib raises."""
    context = server.context()
    if not server.starttls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=server.seconds, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _refused(server: Server, code: int) -> TransportError:
    """The server's own words may quote the mail: only its number is told."""
    if code in _FULL:
        sentence = f"對方信箱滿了或信太大（{code}）。系統會再寄；請通知機關清信箱。"
        return TransportError(sentence, permanent=False)
    if code // 100 == 5:
        return TransportError(
            f"{server.label}退回這封信（{code}）。請檢查收件位址和寄件權限。", permanent=True
        )
    return TransportError(f"{server.label}暫時不收信（{code}）。系統會再寄。", permanent=False)
