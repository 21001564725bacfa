//! What an operator meets: the log, the settings, the commands, the data folder.

use std::{fs, time::Duration};

use piecewise_gateway::config::Millis;
use reqwest::{Client, StatusCode};
use serde_json::json;
use tempfile::TempDir;
use tokio::process::Command;

use crate::{
    common::{form, start},
    program::{Program, database_flag},
    signature::{sha256, sign},
};

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
    let log = fs::read_to_string(folder.path().join("log.log")).unwrap();
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
        .args(database_flag(running.folder.path()).await)
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
