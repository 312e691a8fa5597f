"""As much of JSON Schema 2020-12 as our OpenAPI document uses."""
import re

KNOWN = {"type", "properties", "required", "items", "enum", "format",
         "minimum", "maximum", "minLength", "maxLength", "pattern",
         "description", "examples", "example", "default", "$ref", "anyOf",
         "oneOf", "additionalProperties", "title", "const", "maxItems",
         "minItems", "contentMediaType"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool,
         "null": type(None)}
FORMATS = {
    "uuid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
    "email": r"[^@\s]+@[^@\s]+\.[^@\s]+",
}


def is_type(value, name):
    if name in ("integer", "number"):
        return isinstance(value, int if name == "integer" else
                          (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def resolve(document, ref):
    assert ref.startswith("#/"), ref
    for part in ref[2:].split("/"):
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


def check(document, schema, value, at="$"):
    """Yields what is wrong with the value."""
    unknown = set(schema) - KNOWN
    if unknown:
        yield f"{at}: the schema says {unknown}, which is not known"
    if "$ref" in schema:
        yield from check(document, resolve(document, schema["$ref"]), value,
                         at)
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices and all(list(check(document, c, value, at))
                       for c in choices):
        yield f"{at}: {value!r} fits none"
    types = schema.get("type", [])
    types = types if isinstance(types, list) else [types]
    if types and not any(is_type(value, t) for t in types):
        yield f"{at}: {value!r} is no {types}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']}"
    if isinstance(value, dict):
        yield from check_object(document, schema, value, at)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from check(document, schema.get("items", {}), item,
                             f"{at}[{i}]")
    elif isinstance(value, str):
        yield from check_text(schema, value, at)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield f"{at}: {value} is too small"
        if value > schema.get("maximum", value):
            yield f"{at}: {value} is too large"


def check_object(document, schema, value, at):
    fields = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}.{name} is missing"
    for name, member in value.items():
        if name in fields:
            yield from check(document, fields[name], member, f"{at}.{name}")
        elif fields:
            yield f"{at}.{name} is not in the schema"


def check_text(schema, value, at):
    form = FORMATS.get(schema.get("format"))
    if form and not re.fullmatch(form, value):
        yield f"{at}: {value!r} is no {schema['format']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    if len(value) > schema.get("maxLength", len(value)):
        yield f"{at} is too long"
    if len(value) < schema.get("minLength", 0):
        yield f"{at} is too short"
