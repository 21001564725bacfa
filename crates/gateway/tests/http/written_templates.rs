//! `/smsapi/addsms`, `updatesms`, `submitsms`, `deletesms`: templates that an application writes.

use piecewise_gateway::config::Millis;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::common::{Pair, Running, start, start_with};

const TEXT: &str = "Your code is %code%.";

async fn ready() -> (Running, Pair) {
    let running = start().await;
    let pair = running.connect().await;
    (running, pair)
}

async fn add(running: &Running, pair: &Pair, name: &str, text: &str) -> String {
    let parameters = [("templateName", name), ("templateText", text), ("smsTypeStr", "0")];
    let answer = running.call_with_key(pair, "addsms", &parameters).await;
    assert_eq!((&answer["statusCode"], &answer["result"]), (&json!(200), &json!(true)), "{answer}");
    answer["info"]["templateId"].as_i64().unwrap().to_string()
}

async fn info(running: &Running, pair: &Pair, id: &str) -> Value {
    running.call_with_key(pair, "get", &[("templateIdStr", id)]).await["info"].take()
}

async fn reviewed(running: &Running, id: &str) -> Value {
    let is_reviewed = |template: &Value| matches!(template["state"].as_str(), Some("approved" | "rejected"));
    running.wait_for(&format!("/api/v1/templates/{id}"), is_reviewed).await
}

/// From a draft to a message, in either dialect, without a person: R-163 while it is a draft.
#[tokio::test]
async fn a_template_is_written_submitted_and_sent() {
    let (running, pair) = ready().await;
    let id = add(&running, &pair, "Login_Code", TEXT).await;
    let described = info(&running, &pair, &id).await;
    assert_eq!((&described["isVerify"], &described["smsType"]), (&json!("未提交审核"), &json!("验证码")));
    let drafts = running.call_with_key(&pair, "list", &[("isVerifyStr", "-2")]).await;
    assert_eq!(drafts["info"]["total"], 1);
    let more = [("vars", r#"{"code":"0042"}"#)];
    assert_eq!(running.send(&pair, id.parse().unwrap(), "6591234567", &more).await["statusCode"], 432);
    let answer = running.call_signed(&pair, "submitsms", &[("templateIdStr", &id)]).await;
    let expected = json!({ "result": true, "statusCode": 200, "message": "提交成功", "info": {} });
    assert_eq!(answer, expected);
    assert_eq!(reviewed(&running, &id).await["state"], "approved");
    assert_eq!(running.send(&pair, id.parse().unwrap(), "6591234567", &more).await["statusCode"], 200);
    assert_eq!(running.all_settled().await.len(), 1);
}

/// The words of each call in the older dialect, and the English ones in the other.
#[tokio::test]
async fn each_call_says_what_it_did() {
    let (running, pair) = ready().await;
    let added = [("templateName", "Login_Code"), ("templateText", TEXT), ("smsTypeStr", "0"), ("msgType", "2")];
    let answer = running.call_signed(&pair, "addsms", &added).await;
    let id = answer["info"]["templateId"].as_i64().unwrap();
    let expected = json!({ "result": true, "statusCode": 200, "message": "插入成功", "info": { "templateId": id } });
    assert_eq!(answer, expected);
    let id = id.to_string();
    let updated = [("templateIdStr", id.as_str()), ("templateName", "Login_Code"), ("smsTypeStr", "1")];
    for (path, parameters, words) in [("updatesms", &updated[..], "更新成功"), ("deletesms", &updated[..1], "删除成功")]
    {
        let answer = running.call_signed(&pair, path, parameters).await;
        assert_eq!(answer, json!({ "result": true, "statusCode": 200, "message": words, "info": {} }));
    }
    let id = add(&running, &pair, "Login_Code", TEXT).await;
    let answer = running.call_with_key(&pair, "deletesms", &[("templateIdStr", &id)]).await;
    assert_eq!(answer["message"], "request was successful");
}

/// R-170 on the wire: an approved template that is rewritten stays sendable; what is read is the draft.
#[tokio::test]
async fn an_approved_template_is_rewritten_as_its_successor() {
    let (running, pair) = ready().await;
    let id = add(&running, &pair, "Login_Code", TEXT).await;
    running.call_with_key(&pair, "submitsms", &[("templateIdStr", &id)]).await;
    reviewed(&running, &id).await;
    let new = [
        ("templateIdStr", id.as_str()),
        ("templateName", "Login_Code_2"),
        ("templateText", "Use %code% to log in."),
        ("smsTypeStr", "0"),
    ];
    assert_eq!(running.call_with_key(&pair, "updatesms", &new).await["statusCode"], 200);
    let described = info(&running, &pair, &id).await;
    assert_eq!((&described["isVerify"], &described["templateName"]), (&json!("未提交审核"), &json!("Login_Code_2")));
    assert_eq!(described["templateContent"], "Use %code% to log in.");
    let more = [("vars", r#"{"code":"0042"}"#)];
    assert_eq!(running.send(&pair, id.parse().unwrap(), "6591234567", &more).await["statusCode"], 200);
    running.all_settled().await;
    assert_eq!(running.get("/api/v1/sandbox/handsets").await[0]["messages"][0]["text"], "Your code is 0042.");
}

/// A sender's name becomes part of a text for mainland China, and is ignored elsewhere.
#[tokio::test]
async fn a_sign_is_for_mainland_china() {
    let (running, pair) = ready().await;
    for (at, (more, expected)) in [
        (vec![("signName", "示例")], "【示例】Your code is %code%."),
        (vec![("signName", "示例"), ("signPositionStr", "1")], "Your code is %code%.【示例】"),
        (vec![("signName", "示例"), ("msgType", "2")], TEXT),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("Login_Code_{at}");
        let parameters = [&[("templateName", name.as_str()), ("templateText", TEXT), ("smsTypeStr", "0")], &more[..]];
        let answer = running.call_signed(&pair, "addsms", &parameters.concat()).await;
        let id = answer["info"]["templateId"].to_string();
        assert_eq!(info(&running, &pair, &id).await["templateContent"], expected, "{answer}");
    }
    let with_id = [("templateName", "Login"), ("templateText", TEXT), ("smsTypeStr", "0"), ("signId", "7")];
    assert_eq!(running.call_signed(&pair, "addsms", &with_id).await["statusCode"], 601);
}

/// A code for each wrong field, in both dialects; nothing is stored.
#[tokio::test]
async fn wrong_fields_have_their_codes() {
    let running = start_with(|config| config.review_delay = Millis(600_000)).await;
    let pair = running.connect().await;
    let id = add(&running, &pair, "Login_Code", TEXT).await;
    let (long_text, long_name) = ("x".repeat(501), "x".repeat(65));
    let good = [("templateName", "Other"), ("templateText", TEXT), ("smsTypeStr", "0")];
    for (name, value, code) in [
        ("templateText", "", 401),
        ("templateText", long_text.as_str(), 402),
        ("templateName", "", 441),
        ("templateName", &long_name, 441),
        ("templateName", " login_CODE", 441),
        ("smsTypeStr", "", 441),
        ("smsTypeStr", "3", 441),
    ] {
        let mut parameters = good.to_vec();
        parameters.retain(|(other, _)| *other != name);
        parameters.push((name, value));
        for answer in running.call_in_both(&pair, "addsms", &parameters).await {
            assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{name}: {answer}");
            assert_eq!(answer["result"], false);
        }
    }
    for path in ["updatesms", "submitsms", "deletesms"] {
        for (id, code) in [("", 433), ("999", 431), ("x", 431)] {
            let parameters = [&good[..], &[("templateIdStr", id)]].concat();
            for answer in running.call_in_both(&pair, path, &parameters).await {
                assert_eq!(answer["statusCode"], code, "{path}: {answer}");
            }
        }
    }
    // What the linter refuses is not handed in.
    let broken = add(&running, &pair, "Broken_Link", "See www.example.com/x").await;
    let answer = running.call_with_key(&pair, "submitsms", &[("templateIdStr", &broken)]).await;
    assert_eq!(answer["statusCode"], 441, "{answer}");
    // In review nothing changes.
    assert_eq!(running.call_with_key(&pair, "submitsms", &[("templateIdStr", &id)]).await["statusCode"], 200);
    let update = [&good[..], &[("templateIdStr", id.as_str())]].concat();
    for path in ["updatesms", "submitsms"] {
        assert_eq!(running.call_with_key(&pair, path, &update).await["statusCode"], 601, "{path}");
    }
    assert_eq!(running.get("/api/v1/templates").await.as_array().unwrap().len(), 2);
}

/// None of the calls is answered without credentials (R-051).
#[tokio::test]
async fn credentials_are_asked_for() {
    let running = start().await;
    for path in [
        "sendx",
        "sendn",
        "addsms",
        "updatesms",
        "submitsms",
        "deletesms",
        "status/query",
        "data/sendDay",
        "data/processFailed",
        "data/sendFailed",
    ] {
        let (status, answer) = running.smsapi_raw(Method::POST, &format!("/smsapi/{path}"), None).await;
        assert_eq!((status, &answer["statusCode"]), (StatusCode::UNAUTHORIZED, &json!(40005)), "{path}");
    }
}
