//! What follows for every route from what its handler and its row in the table of permissions say: its name, who may
//! call it, and the refusals that it shares with others.

use piecewise_api::BASE;
use serde_json::{Map, Value, json};
use utoipa::openapi::OpenApi;

use crate::permissions::{Access, ROUTES};

/// The methods of an operation, as keys of a path.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The document with everything that is not said at each handler.
pub(super) fn complete(document: &OpenApi, base_url: &str) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_default();
    document["servers"] = json!([{ "url": format!("{base_url}{BASE}") }]);
    whole_unsigned_range(&mut document);
    let Some(paths) = document["paths"].as_object_mut() else { return document };
    for (path, item) in paths {
        for method in METHODS {
            if let Some(operation) = item.get_mut(method).and_then(Value::as_object_mut) {
                complete_operation(path, method, operation);
            }
        }
    }
    document
}

fn complete_operation(path: &str, method: &str, operation: &mut Map<String, Value>) {
    operation.insert("operationId".into(), operation_id(method, path).into());
    operation.insert("tags".into(), json!([path.split('/').nth(1).unwrap_or_default()]));
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        not_null(&mut parameter["schema"]);
    }

    let row = ROUTES.iter().find(|row| row.path == path && row.method.as_str().eq_ignore_ascii_case(method));
    let access = row.map(|row| row.access);
    if access == Some(Access::Anyone) {
        operation.insert("security".into(), json!([]));
    }
    if let Some(Access::Needs(permission)) = access {
        operation.insert("x-permission".into(), permission.as_str().into());
    }

    let has_body = operation.contains_key("requestBody");
    let has_input = has_body || operation.contains_key("parameters");
    let refusals = [
        (400, has_input, "Malformed, or without the idempotency key that this call needs."),
        (401, access != Some(Access::Anyone), "Not signed in, or the session has ended."),
        (
            403,
            method != "get" || matches!(access, Some(Access::Needs(_))),
            "The role does not permit it, or the request came from another site.",
        ),
        (404, path.contains('{'), "Nothing there, or nothing of this account."),
        (413, has_body, "The body is too long."),
        (415, has_body, "The body is not declared as JSON."),
        (422, has_input, "Of the right shape, but what it says cannot be used."),
        (429, true, "Too many requests."),
        (500, true, "The gateway failed; its log has the cause under `request_id`."),
        (503, true, "The gateway took too long, or is shutting down."),
    ];
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    let Some(responses) = responses.as_object_mut() else { return };
    for (status, applies, about) in refusals {
        if applies {
            responses.entry(status.to_string()).or_insert_with(|| json!({ "description": about }));
        }
    }
    for (status, response) in responses {
        if status.starts_with(['4', '5']) && response.get("content").is_none() {
            let problem = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
            response["content"] = json!({ "application/problem+json": problem });
        }
    }
}

/// `GET /templates/{id}/tests` is `getTemplatesByIdTests`.
fn operation_id(method: &str, path: &str) -> String {
    let mut id = method.to_owned();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let (by, name) = part.strip_prefix('{').map_or(("", part), |name| ("By", name.trim_end_matches('}')));
        id.push_str(by);
        for word in name.split(|c: char| !c.is_ascii_alphanumeric()) {
            let mut letters = word.chars();
            id.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            id.push_str(letters.as_str());
        }
    }
    id
}

/// `int32` is signed: an unsigned number goes further.
fn whole_unsigned_range(value: &mut Value) {
    match value {
        Value::Array(parts) => parts.iter_mut().for_each(whole_unsigned_range),
        Value::Object(parts) => {
            let is_unsigned = parts.get("minimum").and_then(Value::as_i64).is_some_and(|least| least >= 0);
            if is_unsigned && parts.get("format") == Some(&json!("int32")) {
                parts.remove("format");
                parts.entry("maximum").or_insert(u32::MAX.into());
            }
            parts.values_mut().for_each(whole_unsigned_range);
        }
        _ => {}
    }
}

/// A parameter that may be left out is never the word `null`.
fn not_null(schema: &mut Value) {
    if let Some(types) = schema.get_mut("type").and_then(Value::as_array_mut) {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            schema["type"] = only.clone();
        }
    }
    if let Some(choices) = schema.get_mut("oneOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| choice != &json!({ "type": "null" }));
        if let [only] = &choices[..] {
            *schema = only.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_named_after_their_path() {
        assert_eq!(operation_id("get", "/templates/{id}/tests"), "getTemplatesByIdTests");
        assert_eq!(operation_id("post", "/service/sms-users/{sms_user}/reveal"), "postServiceSmsUsersBySmsUserReveal");
    }

    #[test]
    fn a_parameter_is_never_null() {
        let mut schema = json!({ "type": ["integer", "null"], "format": "int64" });
        not_null(&mut schema);
        assert_eq!(schema, json!({ "type": "integer", "format": "int64" }));
        let mut schema = json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Status" }] });
        not_null(&mut schema);
        assert_eq!(schema, json!({ "$ref": "#/components/schemas/Status" }));
    }
}
