//! What each role may call: the whole matrix, cell by cell, against the real routes.

use std::collections::BTreeMap;

use piecewise_api::Role;
use piecewise_gateway::permissions::{Access, ROUTES, Route, allows};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    common::{Running, start},
    database,
};

/// Makes the one who is signed in somebody else.
async fn become_a(role: Role, running: &Running) {
    let sql = match role {
        Role::Owner => "UPDATE person SET role = 'owner'",
        Role::Administrator => "UPDATE person SET role = 'administrator'",
        Role::Developer => "UPDATE person SET role = 'developer'",
        Role::Operator => "UPDATE person SET role = 'operator'",
        Role::Finance => "UPDATE person SET role = 'finance'",
        Role::Reviewer => "UPDATE person SET role = 'reviewer'",
        Role::Viewer => "UPDATE person SET role = 'viewer'",
    };
    database::execute(&running.folder, sql).await.unwrap();
}

/// Calls a route with ids that nothing has and a body that no route takes; status and problem.
async fn call(running: &Running, route: &Route) -> (StatusCode, Value) {
    let path: Vec<_> = route.path.split('/').map(|part| if part.starts_with('{') { "0" } else { part }).collect();
    let url = format!("{}/api/v1{}", running.base, path.join("/"));
    let mut request = running.browser.request(route.method.clone(), url);
    if route.method != Method::GET {
        request = request.json(&json!("nothing"));
    }
    let response = request.send().await.unwrap();
    let status = response.status();
    if status == StatusCode::OK {
        // An event stream has no end.
        return (status, Value::Null);
    }
    (status, response.json().await.unwrap_or_default())
}

/// each cell is allowed or refused by the gateway itself, and a refusal names the permission.
#[tokio::test]
async fn every_role_can_call_what_the_matrix_says() {
    let running = start().await;
    let keeps_the_session =
        |route: &&Route| !(matches!(route.path, "/session" | "/sessions") && route.method == Method::DELETE);
    for role in Role::ALL {
        become_a(*role, &running).await;
        for route in ROUTES.iter().filter(keeps_the_session) {
            let (status, problem) = call(&running, route).await;
            let cell = format!("{role:?} {} {}: {status} {problem}", route.method, route.path);
            match route.access {
                Access::Needs(permission) if !allows(*role, permission) => {
                    assert_eq!((status, &problem["type"]), (StatusCode::FORBIDDEN, &json!("forbidden")), "{cell}");
                    assert_eq!(problem["permission"], permission.as_str(), "{cell}");
                }
                Access::Needs(_) | Access::SignedIn => {
                    assert!(!matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN), "{cell}");
                    assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "the row has no route: {cell}");
                    assert!(!status.is_server_error(), "{cell}");
                    let is_a_route = status != StatusCode::NOT_FOUND || route.path.contains('{');
                    assert!(is_a_route, "the row has no route: {cell}");
                }
                Access::Anyone => assert_ne!(status, StatusCode::FORBIDDEN, "{cell}"),
            }
        }
    }
}

/// Every route that the document has is in the table, and the other way round; the document says what it asks for.
#[tokio::test]
async fn the_table_and_the_document_have_the_same_routes() {
    let running = start().await;
    let document = running.get("/api/v1/openapi.json").await;
    let mut documented = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            documented.insert((method.to_uppercase(), path.clone()), operation["x-permission"].clone());
        }
    }
    let permission_of = |access: Access| match access {
        Access::Needs(permission) => json!(permission.as_str()),
        _ => Value::Null,
    };
    let rows: BTreeMap<_, _> = ROUTES
        .iter()
        .map(|route| ((route.method.to_string(), route.path.to_owned()), permission_of(route.access)))
        .collect();
    assert_eq!(documented, rows);
}
