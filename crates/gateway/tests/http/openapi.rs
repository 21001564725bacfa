//! The OpenAPI document: complete, and true of the routes.

use std::collections::BTreeSet;

use reqwest::{Client, StatusCode};
use serde_json::Value;

use crate::common::{Running, start};

async fn document(running: &Running) -> Value {
    Client::new().get(format!("{}/api/v1/openapi.json", running.base)).send().await.unwrap().json().await.unwrap()
}

/// Every operation with its method and path.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (method.as_str(), path.as_str(), operation))
        })
        .collect()
}

/// Anyone may read it; it says where the API is and how one signs in.
#[tokio::test]
async fn the_document_is_served() {
    let running = start().await;
    let document = document(&running).await;
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["servers"][0]["url"], format!("{}/api/v1", running.base));
    let scheme = &document["components"]["securitySchemes"]["session"];
    assert_eq!((&scheme["in"], &scheme["name"]), (&"cookie".into(), &"piecewise_session".into()));
    let known: Vec<_> = operations(&document).iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    for needed in ["get /messages", "post /templates/{id}/tests", "get /openapi.json", "get /events"] {
        assert!(known.contains(&needed.to_owned()), "{needed} is missing in {known:?}");
    }
}

/// Each operation says what it does, what it answers, and who may call it; no two have one name.
#[tokio::test]
async fn every_operation_is_described() {
    let running = start().await;
    let document = document(&running).await;
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let at = format!("{method} {path}");
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{at}: its name is taken");
        assert!(operation["summary"].as_str().is_some_and(|summary| summary.len() > 8), "{at} has no summary");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{at} has no answer");
        for (status, response) in responses {
            assert_ne!(response["description"], "", "{at}: {status} is not described");
            if status.starts_with(['4', '5']) {
                assert!(response["content"]["application/problem+json"].is_object(), "{at}: {status}");
            }
        }
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let parameters = operation["parameters"].as_array().unwrap();
            assert!(parameters.iter().any(|parameter| parameter["name"] == name), "{at}: {name} is not described");
        }
    }
}

/// Whoever is not signed in gets 401 from each operation that is not declared public, and never from the others.
#[tokio::test]
async fn what_is_said_of_signing_in_is_true() {
    let running = start().await;
    let document = document(&running).await;
    let stranger = Client::new();
    for (method, path, operation) in operations(&document) {
        let url = format!("{}/api/v1{}", running.base, path.replace(['{', '}'], ""));
        let mut request = stranger.request(method.to_uppercase().parse().unwrap(), url).header("Idempotency-Key", "k");
        if operation.get("requestBody").is_some() {
            request = request.json(&Value::Null);
        }
        let response = request.send().await.unwrap();
        let is_public = operation.get("security").is_some();
        let is_refused = response.status() == StatusCode::UNAUTHORIZED;
        assert_eq!(is_refused, !is_public, "{method} {path} answers {}", response.status());
    }
}

/// Each reference in the document leads to something.
#[tokio::test]
async fn every_reference_leads_somewhere() {
    let running = start().await;
    let document = document(&running).await;
    let text = document.to_string();
    for (at, _) in text.match_indices("\"$ref\":\"#") {
        let pointer = text[at + 9..].split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer} leads nowhere");
    }
}
