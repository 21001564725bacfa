//! `/smsapi/send` in the older dialect: `smsUser` and a signature, HTTP 200 for every code.

use md5::Md5;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::common::{Pair, Running, form, start};

const VARS: &str = r#"{"customer_name":"Lucy","order_id":"A-1009"}"#;

/// How a client hashes.
pub(crate) type Hash = fn(&[u8]) -> String;

fn md5(text: &[u8]) -> String {
    hex(&Md5::digest(text))
}

pub(crate) fn sha256(text: &[u8]) -> String {
    hex(&Sha256::digest(text))
}

pub(crate) fn hex(octets: &[u8]) -> String {
    let digits = octets.iter().flat_map(|octet| [octet >> 4, octet & 15]);
    digits.map(|digit| char::from_digit(digit.into(), 16).unwrap()).collect()
}

/// The signature as a client makes it: the text first, then its hash.
pub(crate) fn sign(parameters: &[(&str, &str)], key: &str, hash: Hash) -> String {
    let mut sorted = parameters.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let joined: Vec<String> = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect();
    hash(format!("{key}&{}&{key}", joined.join("&")).as_bytes())
}

/// Parameters instead of the usual ones, or beside them.
type More<'a> = &'a [(&'a str, &'a str)];

struct Bench {
    running: Running,
    pair: Pair,
    id: String,
}

impl Bench {
    async fn new() -> Self {
        let running = start().await;
        let id = running.approved_template().await.to_string();
        let pair = running.connect().await;
        Self { running, pair, id }
    }

    /// Good parameters, with these instead of or beside them.
    fn parameters<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let usual = [
            ("smsUser", self.pair.user.as_str()),
            ("templateId", &self.id),
            ("msgType", "2"),
            ("phone", "6591234567"),
            ("vars", VARS),
        ];
        let is_replaced = |name: &str| more.iter().any(|(other, _)| *other == name);
        usual.into_iter().filter(|(name, _)| !is_replaced(name)).chain(more.iter().copied()).collect()
    }

    /// Signs and sends.
    async fn send(&self, more: &[(&str, &str)]) -> Value {
        let parameters = self.parameters(more);
        self.send_as(&parameters, &sign(&parameters, &self.pair.key, sha256)).await
    }

    async fn send_as(&self, parameters: &[(&str, &str)], signature: &str) -> Value {
        let (status, answer) = self.running.smsapi(&[parameters, &[("signature", signature)]].concat()).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    }
}

#[tokio::test]
async fn either_hash_in_either_case_is_accepted() {
    let bench = Bench::new().await;
    let parameters = bench.parameters(&[]);
    for hash in [md5 as Hash, sha256] {
        let signature = sign(&parameters, &bench.pair.key, hash);
        for signature in [signature.to_uppercase(), signature] {
            let answer = bench.send_as(&parameters, &signature).await;
            let sms_ids = &answer["info"]["smsIds"];
            assert_eq!(answer["info"], json!({ "successCount": 1, "smsIds": sms_ids }), "{answer}");
            assert!(sms_ids[0].as_str().unwrap().ends_with("$6591234567"));
        }
    }
    let service = bench.running.get("/api/v1/service").await;
    assert!(service["sms_users"][0]["last_used_at_ms"].is_i64(), "{service}");
}

/// The decoded text is signed, with the caller's own spaces, escapes and order, wherever it stands on the wire.
#[tokio::test]
async fn the_text_is_signed_as_it_was_written() {
    let bench = Bench::new().await;
    for vars in [
        r#"{ "order_id" : "\u674e\/1", "%customer_name%": "a=b & c+%41" }"#,
        r#"{"order_id":7,"customer_name":"李雷 & 韩梅梅"}"#,
    ] {
        let parameters = bench.parameters(&[("vars", vars), ("msgType", "2"), ("tag", r#"{"a": 1}"#), ("labelId", "")]);
        let signature = sign(&parameters, &bench.pair.key, md5);
        assert_eq!(bench.send_as(&parameters, &signature).await["statusCode"], 200, "{vars}");
        let query = format!("/smsapi/send?&msgType=2&{}&signature={signature}", form(&parameters));
        for method in [Method::GET, Method::POST] {
            let (_, answer) = bench.running.smsapi_raw(method, &query, None).await;
            assert_eq!(answer["statusCode"], 200, "{answer}");
        }
    }
    bench.running.all_settled().await;
    let handsets = bench.running.get("/api/v1/sandbox/handsets").await.to_string();
    assert!(handsets.contains("Hello a=b & c+%41, your order 李/1 has shipped."), "{handsets}");
}

/// Every code, and which comes first where several apply; nothing is done.
#[tokio::test]
async fn codes_come_in_the_platforms_order() {
    let bench = Bench::new().await;
    let good_key = bench.pair.key.clone();
    let md5_of_nothing = "0".repeat(32);
    let long = format!(r#"{{"customer_name":"{}","order_id":"1"}}"#, "L".repeat(33));
    let unsigned: [(More, &str, u16); 7] = [
        (&[("smsUser", "")], "short", 472),
        (&[("smsUser", "nobody")], "short", 421),
        (&[("smsUser", "nobody")], "", 421),
        (&[("smsUser", "nobody"), ("timestamp", "1")], &md5_of_nothing, 471),
        (&[("timestamp", "1")], &md5_of_nothing, 461),
        (&[("templateId", "")], &md5_of_nothing, 422),
        (&[("smsKey", &good_key)], &md5_of_nothing, 422),
    ];
    for (more, signature, code) in unsigned {
        let answer = bench.send_as(&bench.parameters(more), signature).await;
        assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{more:?}: {answer}");
    }
    let signed: [(More, u16); 9] = [
        (&[("templateId", ""), ("phone", ""), ("vars", "x")], 433),
        (&[("templateId", "999"), ("phone", ""), ("vars", "x")], 431),
        (&[("phone", ""), ("vars", "x")], 411),
        (&[("phone", "138"), ("vars", "x")], 412),
        (&[("phone", "6591234567,006591234567"), ("vars", "x")], 413),
        (&[("vars", "x")], 441),
        (&[("vars", &long)], 483),
        (&[("tag", "[]")], 441),
        (&[("msgType", "1")], 601),
    ];
    for (more, code) in signed {
        let answer = bench.send(more).await;
        assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{more:?}: {answer}");
        assert_eq!(answer["result"], false);
    }
    assert_eq!(bench.running.get("/api/v1/messages").await["messages"], json!([]));
}

/// A call that was changed on its way, in any one parameter, is refused.
#[tokio::test]
async fn a_changed_call_is_refused() {
    let bench = Bench::new().await;
    let parameters = bench.parameters(&[]);
    let signature = sign(&parameters, &bench.pair.key, sha256);
    for at in 1..parameters.len() {
        let mut changed = parameters.clone();
        changed[at].1 = "7";
        assert_eq!(bench.send_as(&changed, &signature).await["statusCode"], 422, "{}", parameters[at].0);
    }
    let more = [parameters.as_slice(), &[("sendRequestId", "r")]].concat();
    assert_eq!(bench.send_as(&more, &signature).await["statusCode"], 422);
    assert_eq!(bench.send_as(&parameters, &sign(&parameters, "another", sha256)).await["statusCode"], 422);
}

/// Without msgType, eleven digits are a Chinese mobile number; with 2 they are what they are in the other dialect.
#[tokio::test]
async fn a_domestic_number_needs_no_country_code() {
    let bench = Bench::new().await;
    let answer = bench.send(&[("msgType", "0"), ("phone", "13800138000,138")]).await;
    assert_eq!((&answer["statusCode"], &answer["info"]["successCount"]), (&json!(311), &json!(1)), "{answer}");
    let values = json!({ "customer_name": "Lucy", "order_id": "A-1009" });
    assert_eq!(answer["info"]["items"], json!([{ "phone": "138", "vars": values, "message": "手机号格式错误" }]));
    let sms_id = answer["info"]["smsIds"][0].as_str().unwrap();
    assert!(sms_id.ends_with("$13800138000"), "the number as it was written: {sms_id}");
    assert_eq!(bench.running.get("/api/v1/messages").await["messages"][0]["country"], "CN");
    assert_eq!(bench.send(&[("phone", "13800138000")]).await["statusCode"], 412);
    let answer = bench.send(&[("phone", "1,2")]).await;
    assert_eq!((&answer["result"], &answer["statusCode"]), (&json!(false), &json!(312)));
    assert!(answer["info"].get("smsIds").is_none(), "{answer}");
}

/// A repeat is processed once, also with a new timestamp and so a new signature.
#[tokio::test]
async fn a_repeated_request_id_is_answered_alike() {
    let bench = Bench::new().await;
    let (_, clock) = bench.running.smsapi_raw(Method::GET, "/smsapi/timestamp/get", None).await;
    let now_ms = clock["info"]["timestamp"].as_i64().unwrap();
    let (now, later) = (now_ms.to_string(), (now_ms + 1).to_string());
    let first = bench.send(&[("sendRequestId", "r-1"), ("timestamp", &now)]).await;
    let second = bench.send(&[("sendRequestId", "r-1"), ("timestamp", &later)]).await;
    assert_eq!((&first["statusCode"], &first), (&json!(200), &second));
    assert_eq!(bench.running.all_settled().await.len(), 1);
}

/// One template and a list of them, with the platform's words, in both dialects; the names of the times differ.
#[tokio::test]
async fn templates_can_be_read() {
    let bench = Bench::new().await;
    let content = "Your code is %code%. https://a.example";
    let (_, other) = bench.running.submit("Rejected_One", "otp", content, json!({ "code": "0042" })).await;
    let other = other["id"].to_string();
    bench.running.wait_for(&format!("/api/v1/templates/{other}"), |template| template["state"] == "rejected").await;
    let call = async |path: &str, more: &[(&str, &str)]| {
        let user = [("smsUser", bench.pair.user.as_str())];
        let signature = sign(&[&user, more].concat(), &bench.pair.key, sha256);
        let signed = form(&[&user, more, &[("signature", &signature)]].concat());
        let (_, answer) = bench.running.smsapi_raw(Method::POST, path, Some(signed)).await;
        let keyed = form(&[&user, more, &[("smsKey", &bench.pair.key)]].concat());
        let (_, other) = bench.running.smsapi_raw(Method::GET, &format!("{path}?{keyed}"), None).await;
        assert_eq!((&answer["statusCode"], &answer["info"]), (&other["statusCode"], &other["info"]));
        answer
    };
    let answer = call("/smsapi/get", &[("templateIdStr", &bench.id)]).await;
    let info = &answer["info"];
    let mut expected = json!({
        "templateId": bench.id.parse::<i64>().unwrap(), "templateName": "Order_Notification_Shipped",
        "msgType": "国际短信", "smsType": "行业通知", "templateContent": crate::common::CONTENT,
        "isVerify": "审核通过", "createTime": info["createTime"], "updateTime": info["updateTime"],
    });
    assert_eq!((&answer["statusCode"], info), (&json!(200), &expected));
    assert_eq!(info["createTime"].as_str().unwrap().len(), 10, "{info}");

    let times = (expected["createTime"].take(), expected["updateTime"].take());
    let fields = expected.as_object_mut().unwrap();
    fields.retain(|_, value| !value.is_null());
    fields.insert("templateCreateTime".into(), times.0);
    fields.insert("templateUpdateTime".into(), times.1);
    let approved = call("/smsapi/list", &[("isVerifyStr", "1")]).await;
    assert_eq!(approved["info"], json!({ "total": 1, "list": [expected] }));
    let both = format!("{};{other};999", bench.id);
    let page = call("/smsapi/list", &[("templateIdStr", &both), ("start", "1"), ("limit", "1")]).await;
    assert_eq!((&page["info"]["total"], page["info"]["list"].as_array().unwrap().len()), (&json!(2), 1));
    let rejected = call("/smsapi/list", &[("isVerifyStr", "-1")]).await;
    let words = (&rejected["info"]["list"][0]["smsType"], &rejected["info"]["list"][0]["isVerify"]);
    assert_eq!(words, (&json!("验证码"), &json!("审核不通过")));

    for (path, parameter, code) in [
        ("/smsapi/get", ("templateIdStr", ""), 433),
        ("/smsapi/get", ("templateIdStr", "999"), 431),
        ("/smsapi/list", ("start", "-1"), 40002),
        ("/smsapi/list", ("limit", "101"), 40004),
    ] {
        let answer = call(path, &[parameter]).await;
        assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{path} {parameter:?}");
    }
    for path in ["/smsapi/get", "/smsapi/list"] {
        let (status, answer) = bench.running.smsapi_raw(Method::GET, path, None).await;
        assert_eq!((status, &answer["statusCode"]), (StatusCode::UNAUTHORIZED, &json!(40005)));
    }
}

/// The older dialect speaks Chinese: the platform's words, and behind those of a refusal what exactly was wrong.
#[tokio::test]
async fn messages_are_in_chinese() {
    let bench = Bench::new().await;
    assert_eq!(bench.send(&[]).await["message"], "请求成功");
    assert_eq!(bench.send(&[("phone", "6591234567,1")]).await["message"], "部分成功");
    assert_eq!(bench.send(&[("phone", "1")]).await["message"], "手机号格式错误: invalid phone number format");
    assert_eq!(bench.send(&[("templateId", "999")]).await["message"], "模板不存在: the template does not exist");
}

/// A number stands in its smsId as the caller wrote it.
#[tokio::test]
async fn a_number_is_echoed_as_it_was_written() {
    let bench = Bench::new().await;
    for (written, echoed) in [("+65 9123 4501", "+6591234501"), ("006591234502", "006591234502")] {
        let answer = bench.send(&[("phone", written)]).await;
        let sms_id = answer["info"]["smsIds"][0].as_str().unwrap();
        assert_eq!(sms_id.split_once('$').unwrap().1, echoed);
    }
    let phones: Vec<_> = bench.running.all_settled().await.iter().map(|message| message["country"].clone()).collect();
    assert_eq!(phones, [json!("SG"), json!("SG")]);
}

/// The older dialect accepts a message without one of its values, and suppresses it; that costs nothing, and no
/// placeholder is sent.
#[tokio::test]
async fn a_missing_value_suppresses_the_message() {
    let bench = Bench::new().await;
    let answer = bench.send(&[("vars", "{}"), ("phone", "6591234567,6591234568")]).await;
    assert_eq!((&answer["statusCode"], &answer["info"]["successCount"]), (&json!(200), &json!(2)), "{answer}");
    for message in bench.running.all_settled().await {
        assert_eq!((&message["status"], &message["reason"]["code"]), (&json!("suppressed"), &json!(470)), "{message}");
    }
    assert_eq!(bench.running.wallet().await["available"], 100_000_000);
    assert_eq!(bench.running.get("/api/v1/sandbox/handsets").await, json!([]));
}
