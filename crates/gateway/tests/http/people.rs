//! People: invitations, passwords, roles that change, sessions that end.

use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::common::{Running, start, start_with};

const PASSWORD: &str = "correct horse battery";

impl Running {
    /// Somebody invited and signed in, as a browser of their own; and their id.
    pub(crate) async fn join(&self, email: &str, role: &str) -> (Client, i64) {
        let invitation = json!({ "email": email, "role": role });
        let (status, invited) = self.post("/api/v1/people/invitations", None, invitation).await;
        assert_eq!(status, StatusCode::CREATED, "{invited}");
        let token = invited["link"].as_str().unwrap().split_once("/#invitation=").unwrap().1.to_owned();
        let browser = Client::builder().cookie_store(true).build().unwrap();
        let accept = json!({ "token": token, "name": email.split('@').next().unwrap(), "password": PASSWORD });
        let response = self.call(&browser, Method::POST, "session/invitation", accept).await;
        assert_eq!(response.status(), StatusCode::OK);
        let session: Value = response.json().await.unwrap();
        (browser, session["person_id"].as_i64().unwrap())
    }

    /// A call of the console's API with somebody's browser.
    pub(crate) async fn call(&self, browser: &Client, method: Method, path: &str, body: Value) -> Response {
        browser.request(method, format!("{}/api/v1/{path}", self.base)).json(&body).send().await.unwrap()
    }

    async fn sign_in(&self, email: &str, password: &str) -> (Client, StatusCode, Value) {
        let browser = Client::builder().cookie_store(true).build().unwrap();
        let body = json!({ "email": email, "password": password });
        let response = self.call(&browser, Method::POST, "session/password", body).await;
        (browser, response.status(), response.json().await.unwrap())
    }

    async fn is_signed_in(&self, browser: &Client) -> bool {
        self.call(browser, Method::GET, "session", Value::Null).await.status() == StatusCode::OK
    }

    async fn actions(&self) -> Vec<String> {
        let page = self.get("/api/v1/audit?limit=500").await;
        let entries = page["entries"].as_array().unwrap().iter().rev();
        entries
            .map(|entry| format!("{} {}", entry["actor"].as_str().unwrap(), entry["action"].as_str().unwrap()))
            .collect()
    }
}

#[tokio::test]
async fn an_invitation_makes_a_person_once() {
    let running = start().await;
    let invitation = json!({ "email": "Lucy@Example.com", "role": "operator" });
    let (status, invited) = running.post("/api/v1/people/invitations", None, invitation).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(running.get("/api/v1/people/invitations").await[0], invited["invitation"]);
    let token = invited["link"].as_str().unwrap().split_once("/#invitation=").unwrap().1;
    let accept = |token: &str, password: &str| {
        let body = json!({ "token": token, "name": "Lucy", "password": password });
        let browser = Client::builder().cookie_store(true).build().unwrap();
        let url = format!("{}/api/v1/session/invitation", running.base);
        async move {
            let response = browser.post(url).json(&body).send().await.unwrap();
            (response.status(), response.json::<Value>().await.unwrap())
        }
    };
    let (status, problem) = accept(token, "short").await;
    assert_eq!((status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("password")));
    let (status, session) = accept(token, PASSWORD).await;
    assert_eq!(status, StatusCode::OK, "{session}");
    assert_eq!((&session["email"], &session["role"]), (&json!("lucy@example.com"), &json!("operator")));
    assert_eq!(accept(token, PASSWORD).await.1["type"], "token_invalid");
    assert_eq!(accept("guessed", PASSWORD).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(running.get("/api/v1/people/invitations").await, json!([]));
    let again = json!({ "email": "lucy@example.com", "role": "viewer" });
    let (status, problem) = running.post("/api/v1/people/invitations", None, again).await;
    assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("email_taken")));
    let people = running.get("/api/v1/people").await;
    assert_eq!((&people[1]["name"], &people[1]["n_sessions"]), (&json!("Lucy"), &json!(1)));
    assert_eq!(
        running.actions().await,
        ["Owner session.sign_in", "Owner people.invite", "Lucy people.join", "Lucy session.sign_in"]
    );
}

#[tokio::test]
async fn an_invitation_ends_when_it_is_withdrawn_or_old() {
    let running = start().await;
    let mut tokens = Vec::new();
    for email in ["a@example.com", "b@example.com"] {
        let (_, invited) =
            running.post("/api/v1/people/invitations", None, json!({ "email": email, "role": "viewer" })).await;
        let id = invited["invitation"]["id"].as_i64().unwrap();
        tokens.push((id, invited["link"].as_str().unwrap().split_once("/#invitation=").unwrap().1.to_owned()));
    }
    let path = format!("people/invitations/{}", tokens[0].0);
    let withdraw = || running.call(&running.browser, Method::DELETE, &path, Value::Null);
    assert_eq!(withdraw().await.status(), StatusCode::NO_CONTENT);
    assert_eq!(withdraw().await.status(), StatusCode::NOT_FOUND);
    let (status, _) = running.post("/api/v1/sandbox/clock", None, json!({ "advance_ms": 4 * 86_400_000_i64 })).await;
    assert_eq!(status, StatusCode::OK);
    for (_, token) in tokens {
        let body = json!({ "token": token, "name": "A", "password": PASSWORD });
        let response = running.call(&Client::new(), Method::POST, "session/invitation", body).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_password_signs_in_and_a_wrong_one_says_nothing_more() {
    let running = start().await;
    running.join("lucy@example.com", "viewer").await;
    let (browser, status, session) = running.sign_in(" LUCY@example.com", PASSWORD).await;
    assert_eq!((status, &session["name"]), (StatusCode::OK, &json!("lucy")));
    assert!(running.is_signed_in(&browser).await);
    let (_, status, mut wrong) = running.sign_in("lucy@example.com", "correct horse batterie").await;
    let (_, unknown_status, mut unknown) = running.sign_in("nobody@example.com", PASSWORD).await;
    assert_eq!((status, unknown_status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    for problem in [&mut wrong, &mut unknown] {
        problem["request_id"].take();
    }
    assert_eq!(wrong, unknown);
    assert_eq!(wrong["type"], "sign_in_failed");
    assert!(running.actions().await.contains(&"somebody session.sign_in_failed".into()));
}

/// The owner of the printed link takes a password; other sessions end, this one stays.
#[tokio::test]
async fn a_password_is_set_and_changed() {
    let running = start().await;
    let put = |path: &'static str, body: Value| running.call(&running.browser, Method::PUT, path, body);
    let response = put("profile/password", json!({ "password": PASSWORD })).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY, "without an address");
    let response = put("profile", json!({ "name": "Ada", "email": "ada@example.com" })).await;
    assert_eq!(response.json::<Value>().await.unwrap()["has_password"], false);
    assert_eq!(put("profile/password", json!({ "password": PASSWORD })).await.status(), StatusCode::NO_CONTENT);
    let (other, status, _) = running.sign_in("ada@example.com", PASSWORD).await;
    assert_eq!(status, StatusCode::OK);
    let link = running.link_token().await;
    for wrong in [json!({ "password": "another good one" }), json!({ "password": "another good one", "current": "no" })]
    {
        let problem: Value = put("profile/password", wrong).await.json().await.unwrap();
        assert_eq!(problem["field"], "current");
    }
    let change = json!({ "password": "another good one", "current": PASSWORD });
    assert_eq!(put("profile/password", change).await.status(), StatusCode::NO_CONTENT);
    assert!(!running.is_signed_in(&other).await, "other sessions end");
    assert!(running.is_signed_in(&running.browser).await);
    assert_eq!(running.sign_in("ada@example.com", PASSWORD).await.1, StatusCode::UNAUTHORIZED);
    assert_eq!(running.sign_in("ada@example.com", "another good one").await.1, StatusCode::OK);
    let (status, _) = running.post("/api/v1/session", None, json!({ "token": link })).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "links that were printed before end too");
}

#[tokio::test]
async fn a_role_changes_at_once_and_a_disabled_person_is_out() {
    let running = start().await;
    let (lucy, id) = running.join("lucy@example.com", "viewer").await;
    let top = |browser: Client| {
        let url = format!("{}/api/v1/people", running.base);
        async move { browser.get(url).send().await.unwrap().status() }
    };
    let change = |body: Value| {
        let path = format!("people/{id}");
        let running = &running;
        async move { running.call(&running.browser, Method::PATCH, &path, body).await }
    };
    assert_eq!(top(lucy.clone()).await, StatusCode::FORBIDDEN);
    assert_eq!(change(json!({ "role": "administrator" })).await.status(), StatusCode::OK);
    assert_eq!(top(lucy.clone()).await, StatusCode::OK);
    let stream = lucy.get(format!("{}/api/v1/events", running.base)).send().await.unwrap();
    assert_eq!(change(json!({ "disabled": true })).await.status(), StatusCode::OK);
    assert_eq!(top(lucy.clone()).await, StatusCode::UNAUTHORIZED);
    let ended = tokio::time::timeout(std::time::Duration::from_secs(5), stream.text()).await;
    assert!(ended.is_ok(), "an open stream ends too");
    assert_eq!(running.sign_in("lucy@example.com", PASSWORD).await.1, StatusCode::UNAUTHORIZED);
    assert_eq!(change(json!({ "disabled": false })).await.status(), StatusCode::OK);
    assert!(!running.is_signed_in(&lucy).await, "old sessions stay ended");
    assert_eq!(running.sign_in("lucy@example.com", PASSWORD).await.1, StatusCode::OK);
}

#[tokio::test]
async fn an_account_keeps_an_owner_and_only_owners_decide_about_owners() {
    let running = start().await;
    let me = running.get("/api/v1/session").await["person_id"].as_i64().unwrap();
    let own = format!("people/{me}");
    let change = |body: Value| running.call(&running.browser, Method::PATCH, &own, body);
    for body in [json!({ "role": "viewer" }), json!({ "disabled": true })] {
        let response = change(body).await;
        assert_eq!(response.status(), StatusCode::CONFLICT);
        assert_eq!(response.json::<Value>().await.unwrap()["type"], "last_owner");
    }
    let (admin, id) = running.join("admin@example.com", "administrator").await;
    for (method, path, body) in [
        (Method::PATCH, own.clone(), json!({ "role": "viewer" })),
        (Method::PATCH, format!("people/{id}"), json!({ "role": "owner" })),
        (Method::POST, "people/invitations".into(), json!({ "email": "x@example.com", "role": "owner" })),
        (Method::DELETE, format!("people/{me}/sessions"), Value::Null),
    ] {
        let response = running.call(&admin, method, &path, body).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(response.json::<Value>().await.unwrap()["permission"], "team.manage_owners");
    }
    let other = format!("people/{id}");
    let promote = running.call(&running.browser, Method::PATCH, &other, json!({ "role": "owner" }));
    assert_eq!(promote.await.status(), StatusCode::OK);
    assert_eq!(change(json!({ "role": "viewer" })).await.status(), StatusCode::OK, "now there is another owner");
    let back = running.call(&admin, Method::PATCH, &format!("people/{id}"), json!({ "role": "viewer" })).await;
    assert_eq!(back.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let running = start().await;
    let (lucy, id) = running.join("lucy@example.com", "viewer").await;
    let (second, _, _) = running.sign_in("lucy@example.com", PASSWORD).await;
    let (third, _, _) = running.sign_in("lucy@example.com", PASSWORD).await;
    let sessions: Value = running.call(&lucy, Method::GET, "sessions", Value::Null).await.json().await.unwrap();
    assert_eq!(sessions.as_array().unwrap().len(), 3);
    assert_eq!((&sessions[2]["is_this_one"], &sessions[0]["is_this_one"]), (&json!(true), &json!(false)));
    assert_eq!(sessions[0]["ip_class"], "this machine");
    assert_eq!(sessions[0]["user_agent"], "another program");
    let newest = format!("sessions/{}", sessions[0]["id"]);
    let stranger = running.call(&running.browser, Method::DELETE, &newest, Value::Null).await;
    assert_eq!(stranger.status(), StatusCode::NOT_FOUND, "another person's session");
    assert_eq!(running.call(&lucy, Method::DELETE, &newest, Value::Null).await.status(), StatusCode::NO_CONTENT);
    assert!(!running.is_signed_in(&third).await);
    assert!(running.is_signed_in(&second).await);
    assert_eq!(running.call(&second, Method::DELETE, "sessions", Value::Null).await.status(), StatusCode::NO_CONTENT);
    assert!(!running.is_signed_in(&lucy).await && !running.is_signed_in(&second).await);
    let (fourth, _, _) = running.sign_in("lucy@example.com", PASSWORD).await;
    let path = format!("people/{id}/sessions");
    let ended = running.call(&running.browser, Method::DELETE, &path, Value::Null).await;
    assert_eq!(ended.status(), StatusCode::NO_CONTENT);
    assert!(!running.is_signed_in(&fourth).await);
}

#[tokio::test]
async fn too_many_attempts_to_sign_in_have_to_wait() {
    let running = start_with(|config| {
        config.sign_ins_per_email = 3;
        config.sign_ins_per_address = 6;
    })
    .await;
    for _ in 0..3 {
        assert_eq!(running.sign_in("lucy@example.com", "wrong").await.1, StatusCode::UNAUTHORIZED);
    }
    let body = json!({ "email": "lucy@example.com", "password": "wrong" });
    let response = running.call(&Client::new(), Method::POST, "session/password", body).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = response.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=21).contains(&wait), "{wait}");
    assert_eq!(response.json::<Value>().await.unwrap()["type"], "rate_limited");
    // The sign-in of `start`, and four with one address: a sixth is free, the seventh is not.
    assert_eq!(running.sign_in("other@example.com", "wrong").await.1, StatusCode::UNAUTHORIZED);
    assert_eq!(running.sign_in("third@example.com", "wrong").await.1, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn whoever_calls_too_often_has_to_wait() {
    let running = start_with(|config| {
        config.calls_per_person = 20;
        config.calls_per_sms_user = 3;
    })
    .await;
    let pair = running.connect().await;
    let parameters = [("smsUser", pair.user.as_str()), ("smsKey", &pair.key), ("templateId", "1"), ("phone", "1")];
    for _ in 0..3 {
        let (_, answer) = running.smsapi(&parameters).await;
        assert_ne!(answer["statusCode"], 50_000, "{answer}");
    }
    let (status, answer) = running.smsapi(&parameters).await;
    assert_eq!((status, &answer["statusCode"]), (StatusCode::OK, &json!(50_000)));
    let url = format!("{}/smsapi/send", running.base);
    let response = Client::new().post(url).form(&parameters).send().await.unwrap();
    assert!(response.headers().contains_key("retry-after"));
    let wrong = [("smsUser", pair.user.as_str()), ("smsKey", "wrong")];
    assert_eq!(running.smsapi(&wrong).await.1["statusCode"], 40_005, "a stranger learns nothing of the limit");
    let mut statuses = Vec::new();
    for _ in 0..25 {
        statuses.push(running.get_response("/api/v1/session").await.status());
    }
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    assert!(statuses.contains(&StatusCode::OK));
}

/// the console can show who is able to see a key.
#[tokio::test]
async fn r070_roles_say_what_they_permit() {
    let running = start().await;
    let roles = running.get("/api/v1/roles").await;
    let reveals = |role: &&Value| role["permissions"].as_array().unwrap().contains(&json!("credentials.reveal"));
    let names: Vec<_> = roles.as_array().unwrap().iter().filter(reveals).map(|role| role["role"].clone()).collect();
    assert_eq!(names, ["owner", "administrator", "developer"]);
}
