//! The real program, killed in the middle of its work: nothing is lost, nothing is sent twice, and the log says nothing
//! that it must not.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    process::Stdio,
    time::Duration,
};

use piecewise_gateway::config::Millis;
use reqwest::{Client, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::{
    common::{Running, form, start, start_in},
    database,
    signature::{sha256, sign},
};

/// The program on a free port; it is killed when dropped.
struct Program {
    child: Child,
    base: String,
    token: String,
}

impl Program {
    async fn start(folder: &TempDir, log: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
            .args(["--listen", "127.0.0.1:0", "--sandbox-delay", "20ms", "--review-delay", "20ms"])
            .args(["--log-format", "json", "--log", "debug", "--data"])
            .arg(folder.path().join("data"))
            .args(database_flag(folder).await)
            .stdout(Stdio::piped())
            .stderr(File::options().append(true).create(true).open(folder.path().join(log)).unwrap())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
        let (base, token) = line.trim().split_once("/#token=").unwrap();
        Self { child, base: base.into(), token: token.into() }
    }

    async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The flag for the folder's database, where it is not the file in the data folder.
async fn database_flag(folder: &TempDir) -> Vec<String> {
    let address = database::of(folder.path()).await;
    address.into_iter().flat_map(|address| ["--database".to_owned(), address.0.to_string()]).collect()
}

/// Ten times: calls under way, SIGKILL, start again. Each accepted message arrives exactly once.
#[tokio::test]
async fn a_killed_gateway_loses_nothing_and_sends_nothing_twice() {
    let running = start().await;
    let id = running.approved_template().await.to_string();
    let pair = running.connect().await;
    let folder = running.stop().await;
    let mut accepted: Vec<String> = Vec::new();
    let mut n_sent = 0;
    for round in 0..10_u64 {
        let program = Program::start(&folder, "log").await;
        let client = Client::new();
        let kill_at = tokio::time::Instant::now() + Duration::from_millis(15 + 17 * round);
        let calls = async {
            loop {
                // A number that ends in 1 is no magic number.
                let phones: Vec<String> = (0..5).map(|n| format!("6591{:05}1", n_sent + n)).collect();
                n_sent += 5;
                let body = form(&[
                    ("smsUser", &pair.user),
                    ("smsKey", &pair.key),
                    ("templateId", &id),
                    ("phone", &phones.join(",")),
                    ("vars", r#"{"customer_name":"Lucy","order_id":"1"}"#),
                ]);
                let request = client
                    .post(format!("{}/smsapi/send", program.base))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(body);
                let Ok(response) = request.send().await else { return };
                let Ok(answer) = response.json::<serde_json::Value>().await else { return };
                assert_eq!(answer["statusCode"], 200, "{answer}");
                let sms_ids = answer["info"]["smsIds"].as_array().unwrap();
                accepted.extend(sms_ids.iter().map(|id| id.as_str().unwrap().split_once('$').unwrap().0.to_owned()));
            }
        };
        tokio::select! {
            () = calls => {}
            () = tokio::time::sleep_until(kill_at) => {}
        }
        program.kill().await;
    }
    assert!(accepted.len() >= 20, "the rounds must send something: {}", accepted.len());

    let running = start_in(folder, |_| ()).await;
    let mut before = String::new();
    let mut statuses: BTreeMap<String, String> = BTreeMap::new();
    running.wait_for("/api/v1/wallet", |wallet| wallet["pending"] == 0).await;
    loop {
        let page = running.get(&format!("/api/v1/messages?limit=500{before}")).await;
        for message in page["messages"].as_array().unwrap() {
            let stem = message["id"].as_str().unwrap().split_once('$').unwrap().0.to_owned();
            statuses.insert(stem, message["status"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["next"].as_str() else { break };
        before = format!("&before={next}");
    }
    for stem in &accepted {
        assert!(statuses.contains_key(stem), "{stem} was accepted and is lost");
    }
    assert!(statuses.values().all(|status| status == "delivered"), "{statuses:?}");
    assert_eq!(arrived_twice(&running).await, [""; 0]);
    let charged = i64::try_from(statuses.len()).unwrap() * 41_200;
    assert_eq!(running.wallet().await["spent"], charged, "each message is charged once");
}

/// What the simulated carrier took more than once, read from its own table.
async fn arrived_twice(running: &Running) -> Vec<String> {
    let twice = "SELECT sms_id FROM sandbox_delivery GROUP BY sms_id HAVING COUNT(*) > 1";
    database::texts(&running.folder, twice).await
}

/// R-054: with a canary key, number and value in use, the log of the program at its most talkative holds none of them.
#[tokio::test]
async fn r054_the_log_holds_no_key_number_or_text() {
    let running = start().await;
    let id = running.approved_template().await.to_string();
    let pair = running.connect().await;
    let folder = running.stop().await;
    let program = Program::start(&folder, "log").await;
    let browser = Client::builder().cookie_store(true).build().unwrap();
    let sign_in = browser.post(format!("{}/api/v1/session", program.base));
    let response = sign_in.json(&json!({ "token": program.token })).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let reveal = format!("{}/api/v1/service/sms-users/{}/reveal", program.base, pair.user);
    browser.post(reveal).send().await.unwrap();
    let check = browser.post(format!("{}/api/v1/numbers/check", program.base));
    check.json(&json!({ "phone": "+6591119999" })).send().await.unwrap();
    let parameters = form(&[
        ("smsUser", &pair.user),
        ("smsKey", &pair.key),
        ("templateId", &id),
        ("phone", "6591119999,65-canary"),
        ("vars", r#"{"customer_name":"OTP-canary","order_id":"1"}"#),
    ]);
    let call = browser.get(format!("{}/smsapi/send?{parameters}", program.base));
    let answer = call.header("X-Request-Id", "canary").send().await.unwrap();
    assert!(!answer.text().await.unwrap().contains(&pair.key));
    let vars = r#"{"customer_name":"OTP-canary","order_id":"2"}"#;
    let signed = [("smsUser", pair.user.as_str()), ("templateId", &id), ("phone", "6591119999"), ("vars", vars)];
    for (key, code) in [(pair.key.as_str(), 200), ("canary", 422)] {
        let signature = sign(&signed, key, sha256);
        let query = form(&[&signed[..], &[("signature", &signature)]].concat());
        let answer = Client::new().get(format!("{}/smsapi/send?{query}", program.base)).send().await.unwrap();
        let answer = answer.text().await.unwrap();
        assert!(answer.contains(&format!(r#""statusCode":{code}"#)) && !answer.contains(&pair.key), "{answer}");
    }
    let wallet = format!("{}/api/v1/wallet", program.base);
    while browser.get(&wallet).send().await.unwrap().json::<serde_json::Value>().await.unwrap()["pending"] != 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let token = program.token.clone();
    program.kill().await;
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("/smsapi/send"), "the log must say something");
    for canary in [pair.key.as_str(), "91119999", "9111 9999", "canary", &token] {
        assert!(!log.contains(canary), "the log holds {canary}");
    }
}

/// What the program does not know, it does not start with.
#[tokio::test]
async fn an_unknown_setting_is_refused() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("settings.toml"), "listen = \"127.0.0.1:0\"\ncolour = \"blue\"\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
        .arg("--config")
        .arg(folder.path().join("settings.toml"))
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("colour"));
}

/// The link's command works beside a running gateway, and its token signs in.
#[tokio::test]
async fn a_fresh_link_can_be_had_while_the_gateway_runs() {
    let running = crate::common::start_with(|config| config.review_delay = Millis(30)).await;
    let output = Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
        .args(["sign-in-link", "--data"])
        .arg(running.folder.path().join("data"))
        .args(database_flag(&running.folder).await)
        .output()
        .await
        .unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    let token = line.trim().split_once("/#token=").unwrap().1;
    let (status, _) = running.post("/api/v1/session", None, json!({ "token": token })).await;
    assert_eq!(status, StatusCode::OK);
}

/// Two gateways on one folder would hand the same messages over: the second does not start, and says what to do.
#[tokio::test]
async fn a_second_gateway_on_the_same_folder_does_not_start() {
    let folder = TempDir::new().unwrap();
    let first = Program::start(&folder, "log").await;
    let second = || async {
        Command::new(env!("CARGO_BIN_EXE_piecewise-gateway"))
            .args(["--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path().join("data"))
            .kill_on_drop(true)
            .output()
            .await
            .unwrap()
    };
    let output = tokio::time::timeout(Duration::from_secs(30), second()).await.unwrap();
    assert!(!output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "no link is printed");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("another gateway is using") && said.contains("stop it first"), "{said}");
    let health = Client::new().get(format!("{}/healthz", first.base)).send().await.unwrap();
    assert_eq!(health.status(), StatusCode::OK, "the first one goes on");
    first.kill().await;
    Program::start(&folder, "log").await.kill().await;
}
