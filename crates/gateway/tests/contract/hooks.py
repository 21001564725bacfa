"""Makes Schemathesis a person who is signed in, with something to work on.

PIECEWISE_LINK is the sign-in link that the gateway has printed.
"""

import functools
import os
import time

import requests
import schemathesis

BASE, TOKEN = os.environ["PIECEWISE_LINK"].split("/#token=")
API = BASE + "/api/v1"


@functools.cache
def cookie():
    """Signs in, connects, and has one template approved and tested; gives the session's cookie."""
    browser = requests.Session()
    browser.post(API + "/session", json={"token": TOKEN}).raise_for_status()
    connected = browser.post(API + "/service/connect", headers={"Idempotency-Key": "contract"})
    connected.raise_for_status()
    template = {
        "name": "Contract",
        "content_type": "notification",
        "content": "Your order %order_id% has shipped.",
        "examples": {"order_id": "A-1009"},
        "countries": ["SG"],
    }
    submitted = browser.post(API + "/templates", json=template)
    submitted.raise_for_status()
    template_id = submitted.json()["id"]
    deadline = time.monotonic() + 20
    test = {
        "phone": "+6591234567",
        "sms_user": connected.json()["sms_user"]["sms_user"],
        "values": {"order_id": "A-1009"},
    }
    while time.monotonic() < deadline:
        path = f"{API}/templates/{template_id}/tests"
        sent = browser.post(path, json=test, headers={"Idempotency-Key": str(time.monotonic())})
        if sent.status_code == 202:
            break
        time.sleep(0.1)
    else:
        raise RuntimeError(f"the test could not be sent: {sent.text}")
    return browser.cookies.items()[0]


@schemathesis.auth()
class Person:
    """Puts the session's cookie on every request that is to be signed in."""

    def get(self, case, context):
        return cookie()

    def set(self, case, data, context):
        name, value = data
        case.cookies = {**(case.cookies or {}), name: value}


@schemathesis.hook
def map_body(context, body):
    """JSON has one kind of number and JSON Schema takes 2.0 for an integer; programs write 2."""
    return whole_numbers(body)


def whole_numbers(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, dict):
        return {key: whole_numbers(part) for key, part in value.items()}
    if isinstance(value, list):
        return [whole_numbers(part) for part in value]
    return value
