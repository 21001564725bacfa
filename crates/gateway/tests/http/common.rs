//! A gateway on a free port with a fresh folder, and a browser that is signed in to it.

use std::{path::Path, time::Duration};

use piecewise_gateway::{
    Gateway,
    config::{Config, Millis},
};
use reqwest::{Client, Method, Response, StatusCode, header};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    database,
    signature::{sha256, sign},
};

/// The guide's notification sample, which every test may send.
pub(crate) const CONTENT: &str = "Hello %customer_name%, your order %order_id% has shipped.";

/// Long enough for a busy machine; nothing waits for it unless it fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running gateway.
pub(crate) struct Running {
    pub(crate) gateway: Option<Gateway>,
    pub(crate) folder: TempDir,
    pub(crate) browser: Client,
    pub(crate) base: String,
}

/// SMS_USER and SMS_KEY.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) user: String,
    pub(crate) key: String,
}

/// A gateway with delays of 30 ms.
pub(crate) async fn start() -> Running {
    start_with(|_| ()).await
}

/// A gateway with changed settings.
pub(crate) async fn start_with(change: impl FnOnce(&mut Config)) -> Running {
    start_in(TempDir::new().unwrap(), change).await
}

/// A gateway in a folder that another may have used.
pub(crate) async fn start_in(folder: TempDir, change: impl FnOnce(&mut Config)) -> Running {
    let mut config = quick_config(folder.path()).await;
    change(&mut config);
    let gateway = Gateway::start(config).await.unwrap();
    let base = format!("http://{}", gateway.address());
    let browser = Client::builder().cookie_store(true).build().unwrap();
    let running = Running { gateway: Some(gateway), folder, browser, base };
    let token = running.link_token().await;
    let (status, _) = running.post("/api/v1/session", None, json!({ "token": token })).await;
    assert_eq!(status, StatusCode::OK);
    running
}

/// Settings for a test.
pub(crate) async fn quick_config(folder: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        data: folder.join("data"),
        database: database::of(folder).await,
        password_memory_kib: 256,
        sandbox_delay: Millis(30),
        review_delay: Millis(30),
        ..Config::default()
    }
}

/// The parameters of a call, percent-encoded.
pub(crate) fn form(parameters: &[(&str, &str)]) -> String {
    reqwest::Url::parse_with_params("http://localhost/", parameters).unwrap().query().unwrap().to_owned()
}

impl Running {
    /// A fresh token of a sign-in link.
    pub(crate) async fn link_token(&self) -> String {
        let link = self.gateway.as_ref().unwrap().sign_in_link().await.unwrap();
        link.split_once("#token=").unwrap().1.to_owned()
    }

    /// Stops the gateway and gives its folder back.
    pub(crate) async fn stop(mut self) -> TempDir {
        self.gateway.take().unwrap().stop().await.unwrap();
        self.folder
    }

    pub(crate) async fn get_response(&self, path: &str) -> Response {
        self.browser.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let response = self.get_response(path).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, key: Option<&str>, body: Value) -> (StatusCode, Value) {
        let mut request = self.browser.post(format!("{}{path}", self.base)).json(&body);
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        let response = request.send().await.unwrap();
        let status = response.status();
        (status, response.json().await.unwrap_or_default())
    }

    /// Connects and reveals the key.
    pub(crate) async fn connect(&self) -> Pair {
        let (status, connected) = self.post("/api/v1/service/connect", Some("connect"), Value::Null).await;
        assert_eq!(status, StatusCode::CREATED, "{connected}");
        let user = connected["sms_user"]["sms_user"].as_str().unwrap().to_owned();
        let (_, revealed) = self.post(&format!("/api/v1/service/sms-users/{user}/reveal"), None, Value::Null).await;
        Pair { key: revealed["sms_key"].as_str().unwrap().to_owned(), user }
    }

    /// Hands a template in.
    pub(crate) async fn submit(&self, name: &str, kind: &str, content: &str, examples: Value) -> (StatusCode, Value) {
        let template = json!({
            "name": name, "content_type": kind, "content": content, "examples": examples, "countries": ["SG"],
        });
        self.post("/api/v1/templates", None, template).await
    }

    /// Hands the next version of a template in.
    pub(crate) async fn submit_version(&self, id: i64, name: &str, content: &str) -> (StatusCode, Value) {
        let examples = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
        let template = json!({
            "name": name, "content_type": "notification", "content": content, "examples": examples, "countries": ["SG"],
        });
        self.post(&format!("/api/v1/templates/{id}/versions"), None, template).await
    }

    pub(crate) async fn delete(&self, path: &str) -> (StatusCode, Value) {
        let response = self.browser.delete(format!("{}{path}", self.base)).send().await.unwrap();
        let status = response.status();
        (status, response.json().await.unwrap_or_default())
    }

    /// The sample, approved; its id.
    pub(crate) async fn approved_template(&self) -> i64 {
        self.approved(CONTENT, json!({ "customer_name": "Lucy", "order_id": "A-1009" })).await
    }

    /// Any content, approved; its id.
    pub(crate) async fn approved(&self, content: &str, examples: Value) -> i64 {
        let (status, template) = self.submit("Order_Notification_Shipped", "notification", content, examples).await;
        assert_eq!(status, StatusCode::CREATED, "{template}");
        let id = template["id"].as_i64().unwrap();
        self.wait_for(&format!("/api/v1/templates/{id}"), |template| template["state"] == "approved").await;
        id
    }

    /// Sends a test with values that fit the sample.
    pub(crate) async fn send_test(&self, id: i64, key: &str, user: &str, phone: &str) -> (StatusCode, Value) {
        let values = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
        let request = json!({ "phone": phone, "sms_user": user, "values": values });
        self.post(&format!("/api/v1/templates/{id}/tests"), Some(key), request).await
    }

    /// Calls /smsapi/send with a form.
    pub(crate) async fn smsapi(&self, parameters: &[(&str, &str)]) -> (StatusCode, Value) {
        self.smsapi_raw(Method::POST, "/smsapi/send", Some(form(parameters))).await
    }

    /// Calls /smsapi/send for the sample's template, with credentials and values.
    pub(crate) async fn send(&self, pair: &Pair, id: i64, phone: &str, more: &[(&str, &str)]) -> Value {
        let id = id.to_string();
        let mut parameters =
            vec![("smsUser", pair.user.as_str()), ("smsKey", &pair.key), ("templateId", &id), ("phone", phone)];
        if !more.iter().any(|(name, _)| *name == "vars") {
            parameters.push(("vars", r#"{"customer_name":"Lucy","order_id":"A-1009"}"#));
        }
        parameters.extend(more);
        let (status, answer) = self.smsapi(&parameters).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }

    /// Calls something below /smsapi in both dialects, with credentials: the answer in the newer one, then in the other.
    pub(crate) async fn call_in_both(&self, pair: &Pair, path: &str, more: &[(&str, &str)]) -> [Value; 2] {
        [self.call_with_key(pair, path, more).await, self.call_signed(pair, path, more).await]
    }

    /// Calls something below /smsapi with the key.
    pub(crate) async fn call_with_key(&self, pair: &Pair, path: &str, more: &[(&str, &str)]) -> Value {
        let credentials = [("smsUser", pair.user.as_str()), ("smsKey", &pair.key)];
        let body = Some(form(&[&credentials, more].concat()));
        self.smsapi_raw(Method::POST, &format!("/smsapi/{path}"), body).await.1
    }

    /// Calls something below /smsapi with a signature.
    pub(crate) async fn call_signed(&self, pair: &Pair, path: &str, more: &[(&str, &str)]) -> Value {
        let parameters = [&[("smsUser", pair.user.as_str())], more].concat();
        let signature = sign(&parameters, &pair.key, sha256);
        let query = form(&[&parameters[..], &[("signature", &signature)]].concat());
        self.smsapi_raw(Method::GET, &format!("/smsapi/{path}?{query}"), None).await.1
    }

    /// A call without cookies, as an application makes it.
    pub(crate) async fn smsapi_raw(&self, method: Method, path: &str, body: Option<String>) -> (StatusCode, Value) {
        let mut request = Client::new().request(method, format!("{}{path}", self.base));
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "application/json;charset=UTF-8");
        let status = response.status();
        (status, response.json().await.unwrap())
    }

    /// Asks until the answer is as expected.
    pub(crate) async fn wait_for(&self, path: &str, expected: impl Fn(&Value) -> bool) -> Value {
        let mut last = Value::Null;
        let asking = async {
            loop {
                last = self.get(path).await;
                if expected(&last) {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let is_reached = tokio::time::timeout(PATIENCE, asking).await.is_ok();
        assert!(is_reached, "{path} stays {last}");
        last
    }

    /// Waits until no message is on its way, and gives all of them.
    pub(crate) async fn all_settled(&self) -> Vec<Value> {
        let is_final = |message: &Value| !matches!(message["status"].as_str(), Some("sending" | "waiting_result"));
        let page = self
            .wait_for("/api/v1/messages?limit=500", |page| page["messages"].as_array().unwrap().iter().all(is_final))
            .await;
        page["messages"].as_array().unwrap().clone()
    }

    /// The wallet, after checking that its sum holds (R-016).
    pub(crate) async fn wallet(&self) -> Value {
        let wallet = self.get("/api/v1/wallet").await;
        let amount = |name: &str| wallet[name].as_i64().unwrap();
        assert_eq!(amount("available") + amount("reserved") + amount("spent"), amount("topped_up"), "{wallet}");
        wallet
    }
}
