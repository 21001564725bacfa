//! What clients of the platform put on the wire, and what they read of the calls that this gateway does not have.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::common::{Pair, Running, form, start};

async fn ready() -> (Running, Pair, String) {
    let running = start().await;
    let id = running.approved_template().await.to_string();
    let pair = running.connect().await;
    (running, pair, id)
}

/// A PHP client with an array as its body sends multipart/form-data.
#[tokio::test]
async fn a_multipart_call_is_accepted() {
    let (running, pair, id) = ready().await;
    let vars = r#"{"customer_name":"Zoë & Co","order_id":"1"}"#;
    let fields = [
        ("smsUser", pair.user.as_str()),
        ("smsKey", &pair.key),
        ("templateId", &id),
        ("msgType", "2"),
        ("phone", "006591234501"),
        ("vars", vars),
    ];
    let part =
        |(name, value)| format!("--------x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let body = fields.map(part).concat() + "--------x--\r\n";
    let call = Client::new().post(format!("{}/smsapi/send", running.base));
    let call = call.header("Content-Type", "multipart/form-data; boundary=------x").body(body);
    let answer: Value = call.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["statusCode"], 200, "{answer}");
    running.all_settled().await;
    let handsets = running.get("/api/v1/sandbox/handsets").await;
    assert_eq!(handsets[0]["messages"][0]["text"], "Hello Zoë & Co, your order 1 has shipped.");
}

/// A path that ends in a bare `?`, a repeated parameter, a charset behind the content type.
#[tokio::test]
async fn a_form_is_read_whatever_stands_around_it() {
    let (running, pair, id) = ready().await;
    let vars = r#"{"customer_name":"Lucy","order_id":"1"}"#;
    let parameters =
        [("smsUser", pair.user.as_str()), ("smsKey", &pair.key), ("templateId", &id), ("phone", "6591234501")];
    let body = format!("&msgType=2&msgType=2&{}&{}", form(&parameters), form(&[("vars", vars)]));
    for kind in ["application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded;charset=utf-8"]
    {
        let call = Client::new().post(format!("{}/smsapi/send?", running.base));
        let answer = call.header("Content-Type", kind).body(body.clone()).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["statusCode"], 200, "{kind}: {answer}");
    }
}

/// Clients that take the gateway for a proxy write the whole address in the first line.
#[tokio::test]
async fn an_absolute_address_is_understood() {
    let (running, pair, id) = ready().await;
    let vars = r#"{"customer_name":"Lucy","order_id":"1"}"#;
    let body = form(&[
        ("smsUser", &pair.user),
        ("smsKey", &pair.key),
        ("templateId", &id),
        ("phone", "6591234501"),
        ("vars", vars),
    ]);
    let mut stream = TcpStream::connect(running.base.strip_prefix("http://").unwrap()).await.unwrap();
    let request = format!(
        "POST http://sms.example/smsapi/send HTTP/1.1\r\nHost: sms.example\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""statusCode":200"#), "{answer}");
}

/// Text that is not UTF-8 would arrive mangled.
#[tokio::test]
async fn another_charset_is_refused_with_a_sentence() {
    let (running, ..) = ready().await;
    let (_, answer) = running.smsapi_raw(Method::GET, "/smsapi/send?vars=%C0%EE", None).await;
    assert_eq!((&answer["statusCode"], &answer["message"]), (&json!(441), &json!("a parameter is not UTF-8 text")));
}

/// The server's time in milliseconds, unsigned, and good for a `timestamp`.
#[tokio::test]
async fn the_clock_can_be_asked() {
    let (running, pair, id) = ready().await;
    for method in [Method::GET, Method::POST] {
        let (status, answer) = running.smsapi_raw(method, "/smsapi/timestamp/get", None).await;
        assert_eq!((status, &answer["statusCode"], &answer["result"]), (StatusCode::OK, &json!(200), &json!(true)));
        let timestamp = answer["info"]["timestamp"].as_i64().unwrap().to_string();
        assert_eq!(timestamp.len(), 13);
        let answer = running.send(&pair, id.parse().unwrap(), "6591234567", &[("timestamp", &timestamp)]).await;
        assert_eq!(answer["statusCode"], 200, "{answer}");
    }
    let huge = i64::MIN.to_string();
    let answer = running.send(&pair, id.parse().unwrap(), "6591234567", &[("timestamp", &huge)]).await;
    assert_eq!(answer["statusCode"], 461);
}

/// A call of the platform that is not offered says what to do instead; its client reads it, because HTTP says 200.
#[tokio::test]
async fn what_is_not_offered_says_so() {
    let (running, pair, id) = ready().await;
    for path in [
        "sendVoice",
        "sendCode",
        "smsContactList/list",
        "smsContactListMember/batchSaveOrUpdate",
        "sendContactListTask",
        "queryContactListTask",
        "label/save",
        "sign/update",
        "mms/send",
    ] {
        let (status, answer) = running.smsapi_raw(Method::POST, &format!("/smsapi/{path}"), None).await;
        assert_eq!((status, &answer["statusCode"]), (StatusCode::OK, &json!(601)), "{path}");
        assert_eq!((&answer["result"], &answer["info"]), (&json!(false), &json!({})));
        assert!(answer["message"].as_str().unwrap().contains("not offered"), "{answer}");
    }
    let (status, answer) = running.smsapi_raw(Method::GET, "/smsapi/nothing", None).await;
    assert_eq!((status, &answer["statusCode"]), (StatusCode::NOT_FOUND, &json!(601)));
    let (status, answer) = running.smsapi_raw(Method::PUT, "/smsapi/send", None).await;
    assert_eq!((status, &answer["statusCode"]), (StatusCode::METHOD_NOT_ALLOWED, &json!(601)));
    for (message_type, code) in [("1", 601), ("3", 601), ("x", 601), ("0", 200), ("2", 200)] {
        let more = [("msgType", message_type)];
        let answer = running.send(&pair, id.parse().unwrap(), "6591234567", &more).await;
        assert_eq!(answer["statusCode"], code, "{message_type}: {answer}");
    }
}
