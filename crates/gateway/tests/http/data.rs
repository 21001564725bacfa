//! `/smsapi/status/query` and `/smsapi/data/*`: what became of messages, in the platform's words and types.

use serde_json::{Value, json};

use crate::common::{CONTENT, Pair, Running, start};

/// Delivered, suppressed (unsubscribed), failed (switched off), failed (blocked), and one that waits for its report.
const PHONES: &str = "6591234567,6591230430,6591230580,6591230550,6591230202";

async fn ready() -> (Running, Pair, String) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    assert_eq!(running.send(&pair, id, PHONES, &[]).await["statusCode"], 200);
    let is_settled = |page: &Value| {
        let of = |status: &str| page["messages"].as_array().unwrap().iter().filter(|m| m["status"] == status).count();
        of("sending") == 0 && of("waiting_result") == 1
    };
    running.wait_for("/api/v1/messages?limit=500", is_settled).await;
    (running, pair, id.to_string())
}

fn today(answer: &Value) -> String {
    answer["info"]["voList"][0]["requestTime"].as_str().unwrap()[..10].to_owned()
}

/// Every field, with its type: the total and the template's id are texts, the count and the code are numbers.
#[tokio::test]
async fn a_status_has_every_field() {
    let (running, pair, id) = ready().await;
    for answer in running.call_in_both(&pair, "status/query", &[("days", "1"), ("phones", "+6591234567")]).await {
        let info = &answer["info"];
        assert_eq!((&info["voListSize"], &info["total"]), (&json!(1), &json!("1")), "{answer}");
        let item = &info["voList"][0];
        let expected = json!({
            "smsId": item["smsId"], "msgType": "国际短信", "receiver": "6591234567",
            "requestTime": item["requestTime"], "sendLog": "发送成功", "smsUser": pair.user, "status": "送达",
            "statusCode": 200, "templateId": id, "templateName": "Order_Notification_Shipped",
            "updateTime": item["updateTime"],
        });
        assert_eq!(item, &expected);
        assert_eq!(item["requestTime"].as_str().unwrap().len(), "2026-03-02 10:15:01".len());
    }
    let answer = running.call_signed(&pair, "status/query", &[("days", "1")]).await;
    let words: Vec<(String, i64)> = answer["info"]["voList"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["status"].as_str().unwrap().to_owned(), item["statusCode"].as_i64().unwrap()))
        .collect();
    let expected =
        [("请求", 0), ("发送失败-拦截", 550), ("发送失败-关机", 580), ("处理失败-取消订阅", 430), ("送达", 200)];
    assert_eq!(words, expected.map(|(words, code)| (words.to_owned(), code)), "newest first");
}

/// Filters, pages, and the limits of both.
#[tokio::test]
async fn statuses_are_filtered_and_paged() {
    let (running, pair, id) = ready().await;
    let all = running.call_with_key(&pair, "status/query", &[("days", "30")]).await;
    let sms_id = all["info"]["voList"][4]["smsId"].as_str().unwrap();
    let day = today(&all);
    let total = async |more: &[(&str, &str)]| {
        let [answer, older] = running.call_in_both(&pair, "status/query", more).await;
        assert_eq!(answer["info"]["total"], older["info"]["total"], "{more:?}");
        (answer["info"]["total"].as_str().unwrap_or("none").to_owned(), answer["info"]["voListSize"].as_u64())
    };
    let two_ids = format!("{sms_id};nothing");
    for (more, expected, n_shown) in [
        (vec![("days", "1"), ("start", "3"), ("limit", "100")], "5", 2),
        (vec![("days", "1"), ("limit", "0")], "5", 0),
        (vec![("startDate", &day), ("endDate", &day)], "5", 5),
        (vec![("startDate", "2020-01-01"), ("endDate", "2020-01-30")], "0", 0),
        (vec![("days", "1"), ("smsIds", &two_ids)], "1", 1),
        (vec![("days", "1"), ("phones", "6591234567;+65 9123 0430;6591234999")], "2", 2),
        (vec![("days", "1"), ("templateId", &id)], "5", 5),
        (vec![("days", "1"), ("templateId", "999")], "0", 0),
        (vec![("days", "1"), ("templateName", "Order_Notification_Shipped")], "5", 5),
        (vec![("days", "1"), ("msgTypeStr", "2")], "5", 5),
        (vec![("days", "1"), ("msgTypeStr", "0")], "0", 0),
        (vec![("days", "1"), ("labelIdsStr", "1;2")], "0", 0),
    ] {
        assert_eq!(total(&more).await, (expected.to_owned(), Some(n_shown)), "{more:?}");
    }
    let phones = vec!["6591234567"; 101].join(";");
    for (more, code) in [
        (vec![], 40006),
        (vec![("days", "0")], 40006),
        (vec![("days", "31")], 40006),
        (vec![("days", "x")], 40006),
        (vec![("startDate", "2026-02-30"), ("endDate", "2026-03-01")], 40007),
        (vec![("startDate", "2026-02-01"), ("endDate", "x")], 40008),
        (vec![("startDate", "2026-02-01"), ("endDate", "2026-03-03")], 40008),
        (vec![("startDate", "2026-02-02"), ("endDate", "2026-02-01")], 40008),
        (vec![("startDate", "2026-02-02")], 40008),
        (vec![("endDate", "2026-02-02")], 40007),
        (vec![("days", "1"), ("start", "-1")], 40002),
        (vec![("days", "1"), ("limit", "101")], 40004),
        (vec![("days", "1"), ("phones", &phones)], 412),
        (vec![("days", "1"), ("phones", "abc")], 412),
        (vec![("days", "1"), ("templateId", "x")], 431),
        (vec![("days", "1"), ("msgTypeStr", "x")], 441),
    ] {
        for answer in running.call_in_both(&pair, "status/query", &more).await {
            assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{more:?}: {answer}");
        }
    }
}

/// A day's figures, every one a text: pieces are billed for what was handed to the carrier, and not for what was
/// suppressed.
#[tokio::test]
async fn a_day_has_its_figures() {
    let (running, pair, id) = ready().await;
    let day = today(&running.call_with_key(&pair, "status/query", &[("days", "1")]).await);
    for answer in running.call_in_both(&pair, "data/sendDay", &[("days", "1")]).await {
        assert_eq!(
            answer["info"],
            json!({ "dataListSize": 1, "dataList": [{
                "sendDate": day, "templateId": id, "msgType": "2", "requestNum": "5", "sendNum": "1",
                "processFailedNum": "1", "sendFailedNum": "2", "billingNum": "4", "sendRatio": "20.00",
                "processFailedRatio": "20.00", "sendFailedRatio": "40.00",
            }] })
        );
    }
    let suppressed = running.call_signed(&pair, "data/processFailed", &[("days", "100")]).await;
    assert_eq!(
        suppressed["info"],
        json!({ "count": 1, "voList": [{
            "sendDate": day, "templateId": id, "msgType": "2", "globalBlackListNum": "0", "userBlackListNum": "0",
            "unsubscribleNum": "1", "keyWordFilterNum": "0", "errorVarsNum": "0", "varsContentTooLongNum": "0",
            "encodingExceptionNum": "0", "sendTypeUnsupportedNum": "0",
        }] })
    );
    let failed =
        running.call_signed(&pair, "data/sendFailed", &[("days", "1"), ("templateIdsStr", &format!("{id};9"))]).await;
    assert_eq!(
        failed["info"],
        json!({ "count": 1, "voList": [{
            "sendDate": day, "templateId": id, "msgType": "2", "emptyPhoneNumberNum": "0", "outOfServiceNum": "0",
            "complaintsNum": "0", "busyNum": "0", "noAnswerNum": "0", "interceptNum": "1", "breakDownNum": "0",
            "notInServiceNum": "0", "shutDownNum": "1", "othersNum": "0",
        }] })
    );
}

/// Aggregated, a period is one row: without a type and a template, in the words of the platform.
#[tokio::test]
async fn a_period_is_one_row() {
    let (running, pair, _) = ready().await;
    let day = today(&running.call_with_key(&pair, "status/query", &[("days", "1")]).await);
    let aggregate = [("startDate", day.as_str()), ("endDate", &day), ("aggregate", "1")];
    for answer in running.call_in_both(&pair, "data/sendDay", &aggregate).await {
        assert_eq!(
            answer["info"],
            json!({ "total": {
                "sendDate": format!("{day}到{day}"), "templateId": "None", "msgType": "None", "requestNum": "5",
                "sendNum": "1", "processFailedNum": "1", "sendFailedNum": "2", "billingNum": "4",
                "sendRatio": "20.00", "processFailedRatio": "20.00", "sendFailedRatio": "40.00",
            } })
        );
    }
    let nothing = [("days", "1"), ("aggregate", "1"), ("templateIdsStr", "999")];
    for path in ["data/sendDay", "data/processFailed", "data/sendFailed"] {
        for answer in running.call_in_both(&pair, path, &nothing).await {
            let total = answer["info"]["total"].as_object().unwrap();
            let is_nothing = |(name, value): (&String, &Value)| {
                matches!(name.as_str(), "sendDate" | "templateId" | "msgType") || value == "0" || value == "0.00"
            };
            assert!(total.iter().all(is_nothing), "{answer}");
        }
        for (more, code) in [
            (vec![], 40006),
            (vec![("days", "101")], 40006),
            (vec![("startDate", "2026-01-01"), ("endDate", "2026-04-11")], 40008),
            (vec![("days", "1"), ("aggregate", "2")], 40017),
        ] {
            for answer in running.call_in_both(&pair, path, &more).await {
                assert_eq!((&answer["statusCode"], &answer["info"]), (&json!(code), &json!({})), "{path} {more:?}");
            }
        }
        let empty = running.call_with_key(&pair, path, &[("days", "1"), ("msgTypeStr", "1")]).await;
        assert!(empty["info"].as_object().unwrap().values().any(|value| value == &json!([])), "{empty}");
    }
}

/// In the older dialect, messages to mainland China are domestic; and a variable without a value is its code 450.
#[tokio::test]
async fn the_older_dialect_has_a_home_and_codes_of_its_own() {
    let running = start().await;
    let id = running.approved(CONTENT, json!({ "customer_name": "Lucy", "order_id": "1" })).await.to_string();
    let pair = running.connect().await;
    let sent =
        running.call_signed(&pair, "send", &[("templateId", &id), ("phone", "13800138000"), ("vars", "{}")]).await;
    assert_eq!(sent["statusCode"], 200, "{sent}");
    let [newer, older] = running.call_in_both(&pair, "status/query", &[("days", "1")]).await;
    let of = |answer: &Value, name: &str| answer["info"]["voList"][0][name].clone();
    assert_eq!((of(&newer, "msgType"), of(&newer, "statusCode")), (json!("国际短信"), json!(470)));
    assert_eq!((of(&older, "msgType"), of(&older, "statusCode")), (json!("国内短信"), json!(450)));
    assert_eq!((of(&older, "status"), of(&older, "receiver")), (json!("处理失败-替换变量错误"), json!("13800138000")));
    let domestic = [("days", "1"), ("msgTypeStr", "0")];
    assert_eq!(running.call_signed(&pair, "status/query", &domestic).await["info"]["total"], "1");
    assert_eq!(running.call_with_key(&pair, "status/query", &domestic).await["info"]["total"], "0");
    let [newer, older] = running.call_in_both(&pair, "data/processFailed", &[("days", "1")]).await;
    for (answer, kind) in [(newer, "2"), (older, "0")] {
        let row = &answer["info"]["voList"][0];
        assert_eq!((&row["errorVarsNum"], &row["msgType"]), (&json!("1"), &json!(kind)), "{answer}");
    }
}
