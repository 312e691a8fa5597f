"""The OpenAPI document: valid, complete, and true of what is answered."""
import json
import re
import unittest

from biwoco import API, call, start
from problems import check_problem
from schema import KNOWN, check, resolve
from test_sweep import BODIES, World

METHODS = {"get", "put", "post", "delete", "options", "head", "patch"}


def walk(node, at="#"):
    yield at, node
    if isinstance(node, dict):
        for name, child in node.items():
            yield from walk(child, f"{at}/{name}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from walk(child, f"{at}/{i}")


class Document(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.reply = call("GET", API + "/openapi.json")
        cls.document = cls.reply.json()
        cls.operations = [
            (method, path, operation)
            for path, methods in cls.document["paths"].items()
            for method, operation in methods.items()]
        cls.world = World()

    def test_I2_required_members_of_openapi_3_1(self):
        d = self.document
        self.assertRegex(d["openapi"], r"^3\.1\.\d$")
        self.assertTrue(d["info"]["title"] and d["info"]["version"])
        self.assertTrue(d["servers"][0]["url"].startswith("http"))
        self.assertGreaterEqual(len(d["paths"]), 15)
        for path, methods in d["paths"].items():
            self.assertRegex(path, r"^/[a-z0-9/{}_.-]+$")
            self.assertLessEqual(set(methods), METHODS)

    def test_no_member_stands_twice(self):
        def once(pairs):
            names = [n for n, _ in pairs]
            self.assertEqual(len(names), len(set(names)), names)
            return dict(pairs)

        json.loads(self.reply.body, object_pairs_hook=once)

    def test_every_ref_resolves(self):
        n = 0
        for at, node in walk(self.document):
            if isinstance(node, dict) and "$ref" in node:
                self.assertIsInstance(resolve(self.document, node["$ref"]),
                                      dict, at)
                n += 1
        self.assertGreater(n, 20)

    def test_operation_ids_are_unique(self):
        ids = [o["operationId"] for _, _, o in self.operations]
        self.assertEqual(len(ids), len(set(ids)))
        for i in ids:
            self.assertRegex(i, r"^[a-z][A-Za-z]+$")

    def test_each_operation_says_what_it_must(self):
        for method, path, o in self.operations:
            with self.subTest(f"{method} {path}"):
                self.assertTrue(o["summary"] and o["tags"])
                self.assertTrue(o["x-rate-limit"])
                self.assertTrue(any(s[0] == "2" for s in o["responses"]))
                for status, r in o["responses"].items():
                    self.assertRegex(status, r"^[2-5]\d\d$")
                    self.assertTrue(r["description"])
                in_path = {p["name"] for p in o["parameters"]
                           if p["in"] == "path"}
                self.assertEqual(in_path,
                                 set(re.findall(r"\{(\w+)\}", path)))
                names = [(p["in"], p["name"]) for p in o["parameters"]]
                self.assertEqual(len(names), len(set(names)))
                for p in o["parameters"]:
                    self.assertTrue(p["schema"])
                    if p["in"] == "path":
                        self.assertIs(p["required"], True)

    def test_C1_roles_are_declared_and_held(self):
        for method, path, o in self.operations:
            roles = o["x-roles"]
            with self.subTest(f"{method} {path}"):
                self.assertIn(roles, (["public"], ["visitor"]))
                self.assertEqual("security" in o, roles == ["visitor"])
                self.assertEqual("401" in o["responses"],
                                 roles == ["visitor"])
                body = BODIES.get(o["operationId"])
                reply = call(method.upper(), self.world.path(path),
                             body)
                if roles == ["visitor"]:
                    check_problem(self, reply, 401)
                else:
                    self.assertNotIn(reply.status, (401, 403))

    def test_C1_what_is_not_in_the_table_is_denied(self):
        for path in (API, API + "/", API + "/x", "/api", "/v1/x",
                     API + "/conversations/start/x", API + "/admin",
                     API + "/users", API + "/audit", API + "/webhooks",
                     "/metrics", "/debug", "/.git/config", "/biwoco.conf",
                     "/api.fcgi", "/server-status", API + "/messages"):
            for method in ("GET", "POST", "PUT", "DELETE"):
                reply = call(method, path, token=self.world.talk.token)
                self.assertIn(reply.status, (400, 404, 405), path)

    def test_schemas_use_only_what_they_should(self):
        for name, s in self.document["components"]["schemas"].items():
            self.assertEqual(s["type"], "object", name)
            self.assertLessEqual(set(s), KNOWN)
            for field in s.get("required", []):
                self.assertIn(field, s["properties"])

    def test_request_bodies_refuse_what_the_schema_refuses(self):
        for method, path, o in self.operations:
            if "requestBody" not in o:
                continue
            content = o["requestBody"]["content"]["application/json"]
            good = BODIES[o["operationId"]]
            self.assertEqual(list(check(
                self.document, content["schema"], good)), [])
            s = resolve(self.document, content["schema"]["$ref"])
            self.assertIs(s.get("additionalProperties", False), False)


class Replies(unittest.TestCase):
    """Real replies conform to their schemas; every route answers."""

    @classmethod
    def setUpClass(cls):
        cls.document = call("GET", API + "/openapi.json").json()
        cls.world = World()

    def check_reply(self, method, path, operation):
        w = self.world
        body = BODIES.get(operation["operationId"])
        target = w.path(path)
        if operation["operationId"] == "searchKnowledge":
            target += "?q=How+do+I+return+something"
        if operation["operationId"] == "listEvents":
            target += "?wait=0"
        if operation["operationId"] == "deleteConversation":
            target = start(token=w.talk.token).path
        reply = w.send(method.upper(), target, body)
        responses = operation["responses"]
        self.assertIn(str(reply.status), responses, reply)
        self.assertLess(reply.status, 300, reply)
        content = responses[str(reply.status)].get("content")
        if content is None:
            if operation["operationId"] != "getOpenapi":
                self.assertEqual(reply.body, b"")
            return
        self.assertEqual(list(content), [reply.type])
        self.assertEqual(list(check(
            self.document, content[reply.type]["schema"], reply.json())),
            [])

    def test_I2_every_route_answers_as_its_schema_says(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                with self.subTest(f"{method} {path}"):
                    self.check_reply(method, path, operation)

    def test_problems_conform_too(self):
        s = {"$ref": "#/components/schemas/Problem"}
        for reply in (call("GET", API + "/none"),
                      self.world.talk.say(""),
                      call("GET", self.world.talk.path)):
            self.assertEqual(list(check(self.document, s, reply.json())),
                             [])

    def test_202_conforms_too(self):
        reply = self.world.talk.say("hi", Prefer="respond-async")
        operation = self.document["paths"][
            API + "/conversations/{conversation_id}/messages"]["post"]
        self.assertIn("202", operation["responses"])
        self.assertEqual(reply.status, 202)
        content = operation["responses"]["202"].get("content")
        if content:
            self.assertEqual(list(check(
                self.document, content["application/json"]["schema"],
                reply.json())), [])

    def test_I2_examples_run(self):
        """A body made of the schemas' examples is taken."""
        n = 0
        for path, methods in self.document["paths"].items():
            for method, o in methods.items():
                if "requestBody" not in o:
                    continue
                ref = o["requestBody"]["content"]["application/json"][
                    "schema"]["$ref"]
                s = resolve(self.document, ref)
                body = dict(BODIES[o["operationId"]])
                for name, field in s["properties"].items():
                    for example in field.get("examples", []):
                        body[name] = example
                        n += 1
                reply = self.world.send(method.upper(),
                                        self.world.path(path), body)
                self.assertLess(reply.status, 300, reply)
        self.assertGreaterEqual(n, 2)

    def test_problem_types_lead_to_their_description(self):
        p = call("GET", API + "/none").json()
        page, _, anchor = p["type"].partition("#")
        reply = call("GET", "/docs")
        self.assertTrue(page.endswith("/docs"))
        self.assertEqual((reply.status, reply.type), (200, "text/html"))
        self.assertIn(f'id="{anchor}"', reply.text)

    def test_I2_the_reading_page_names_every_operation(self):
        text = call("GET", "/docs").text
        for path, methods in self.document["paths"].items():
            for operation in methods.values():
                self.assertIn(operation["operationId"], text)

    def test_etag_gives_304(self):
        tag = call("GET", API + "/openapi.json").headers["etag"]
        self.assertEqual(call("GET", API + "/openapi.json",
                              If_None_Match=tag).status, 304)


if __name__ == "__main__":
    unittest.main()
