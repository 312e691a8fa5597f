"""What holds for every answer, whatever was asked; used by the tests."""
import re

# Nothing of these may be told to anybody (A7).
LEAKS = re.compile(
    rb"libpq|postgres|psql|SQLSTATE|syntax error at|violates|constraint"
    rb"|relation \"|column \"|/usr/|/tmp/|/var/|\.c:\d|lighttpd/|Debian"
    rb"|stack trace|segfault|Sanitizer|ClearSilver|json_tokener|ENOENT",
    re.I)

ALWAYS = {"x-content-type-options": "nosniff",
          "referrer-policy": "no-referrer"}
OURS = dict(ALWAYS, **{"cross-origin-opener-policy": "same-origin"})


# These may stand more than once.
MANY = ("set-cookie", "cache-control", "vary")
# What the web server says to what is no request of this protocol.
NO_REQUEST = (501, 505)


def is_early(reply):
    """lighttpd refuses what is no request before it knows any header of
    the configuration: a fixed page, with nothing of the request in it."""
    return "x-request-id" not in reply.headers and \
        reply.status in NO_REQUEST + (400, 405, 408, 411, 413, 417, 431) \
        and len(reply.body) < 400


def check_safe(case, reply):
    """Holds for each reply of ours and of the web server."""
    for name, value in ALWAYS.items():
        if not is_early(reply):
            case.assertEqual(reply.headers.get(name), value, reply)
    case.assertNotIn("server", reply.headers, reply)
    case.assertNotIn("x-powered-by", reply.headers)
    case.assertEqual(len(reply.pairs), len({
        k for k, _ in reply.pairs if k not in MANY} | {
        (k, v) for k, v in reply.pairs if k in MANY}),
        f"a header stands twice: {reply.pairs}")
    if reply.status >= 400:
        case.assertIsNone(LEAKS.search(reply.body), reply)


def check_problem(case, reply, status=None, own=True):
    """A whole RFC 9457 document; `own`: of our programs."""
    if status is not None:
        case.assertEqual(reply.status, status, reply)
    case.assertEqual(reply.type, "application/problem+json", reply)
    document = reply.json()
    wanted = ["type", "title", "status", "detail"]
    if own:
        wanted += ["instance", "request_id"]
    for name in wanted:
        case.assertIn(name, document, reply)
    case.assertEqual(document["status"], reply.status)
    case.assertTrue(document["title"] and document["detail"])
    check_safe(case, reply)
    if own:
        case.assertEqual(document["request_id"],
                         reply.headers["x-request-id"])
        case.assertEqual(reply.headers["cache-control"], "no-store")
    for wrong in document.get("errors", []):
        case.assertEqual(wrong["pointer"], "/" + wrong["field"]
                         .replace("~", "~0").replace("/", "~1"))
        case.assertTrue(wrong["detail"])
    return document


def check_refused(case, reply, allowed=()):
    """A 4xx told properly, or one of the statuses that are right."""
    if reply.status in allowed:
        check_safe(case, reply)
        return
    case.assertGreaterEqual(reply.status, 400, reply)
    if not (is_early(reply) and reply.status in NO_REQUEST):
        case.assertLess(reply.status, 500, reply)
    check_safe(case, reply)
    if reply.type == "application/problem+json":
        check_problem(case, reply, own="x-request-id" in reply.headers)
    else:
        case.assertEqual(reply.type, "text/html", reply)
