//! Price tables, version by version (D8).

use crate::common::{Pair, Running, start};
use reqwest::StatusCode;
use serde_json::{Value, json};

async fn ready() -> (Running, Pair, i64) {
    let running = start().await;
    let id = running.approved_template().await;
    let pair = running.connect().await;
    (running, pair, id)
}

async fn import(running: &Running, key: &str, csv: &str) -> (StatusCode, Value) {
    let request = json!({ "csv": csv, "currency": "USD", "effective": "2026-02-01", "source": "our contract" });
    running.post("/api/v1/prices/import", Some(key), request).await
}

/// D8: an imported table holds at once for what is sent from then on; what was sent keeps its version.
#[tokio::test]
async fn d8_a_new_version_holds_for_new_messages() {
    let (running, pair, id) = ready().await;
    assert_eq!(running.get("/api/v1/prices").await["version"], 1);
    running.send(&pair, id, "6591234561", &[]).await;
    running.all_settled().await;
    let (status, version) = import(&running, "a", "country,price\nSG,0.05\nUS,0.01\n").await;
    assert_eq!(status, StatusCode::CREATED, "{version}");
    assert_eq!(
        (&version["version"], &version["n_prices"], &version["is_sample"], &version["created_by"]),
        (&json!(2), &json!(2), &json!(false), &json!("Owner"))
    );
    assert_eq!(
        import(&running, "a", "country,price\nSG,0.05\nUS,0.01\n").await.1,
        version,
        "a repeat makes nothing new"
    );
    let current = running.get("/api/v1/prices").await;
    assert_eq!(current["prices"], json!([{ "country": "SG", "price": 50_000 }, { "country": "US", "price": 10_000 }]));
    assert_eq!((&current["source"], &current["effective"]), (&json!("our contract"), &json!("2026-02-01")));

    running.send(&pair, id, "6591234562", &[]).await;
    let answer = running.send(&pair, id, "4915112345678", &[]).await;
    assert_eq!(answer["statusCode"], 312, "a country without a price is refused, and never free: {answer}");
    running.all_settled().await;
    let entries = running.get("/api/v1/wallet/entries?kind=charge").await["entries"].clone();
    let charges: Vec<_> = entries.as_array().unwrap().iter().map(|e| (&e["amount"], &e["price_version"])).collect();
    assert_eq!(charges, [(&json!(50_000), &json!(2)), (&json!(41_200), &json!(1))]);

    let old = running.get("/api/v1/prices?version=1").await;
    assert_eq!((&old["is_sample"], &old["version"]), (&json!(true), &json!(1)));
    assert_eq!(running.get_response("/api/v1/prices?version=3").await.status(), StatusCode::NOT_FOUND);
    let versions = running.get("/api/v1/prices/versions").await;
    assert_eq!(
        versions.as_array().unwrap().iter().map(|v| v["version"].as_i64()).collect::<Vec<_>>(),
        [Some(2), Some(1)]
    );
    for change in ["UPDATE price SET price = 1", "UPDATE price_table SET source = 'x'"] {
        assert!(crate::database::execute(&running.folder, change).await.is_err(), "{change}");
    }
}

/// A table with a fault stores nothing, and says where each fault is.
#[tokio::test]
async fn a_table_with_a_fault_is_not_imported() {
    let (running, ..) = ready().await;
    let (status, problem) = import(&running, "a", "country,price\nSG,0.05\nXX,1\nUS,0\n").await;
    assert_eq!((status, &problem["type"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("price_table")));
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("line 3:") && detail.contains("line 4:"), "{detail}");
    for wrong in [json!({ "currency": "EUR" }), json!({ "effective": "tomorrow" }), json!({ "source": "" })] {
        let mut request = json!({ "csv": "SG,1", "currency": "USD", "effective": "2026-02-01", "source": "us" });
        request.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
        let (status, problem) = running.post("/api/v1/prices/import", Some("b"), request).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(wrong.as_object().unwrap().contains_key(problem["field"].as_str().unwrap()), "{problem}");
    }
    assert_eq!(running.get("/api/v1/prices").await["version"], 1);
    assert_eq!(running.get("/api/v1/prices/versions").await.as_array().unwrap().len(), 1);
}

/// What is exported is imported again without a loss.
#[tokio::test]
async fn an_export_is_imported_as_it_was() {
    let (running, ..) = ready().await;
    let csv = running.get_response("/api/v1/prices.csv").await.text().await.unwrap();
    let (status, version) = running.post("/api/v1/prices/import", Some("a"), json!({ "csv": csv })).await;
    assert_eq!(status, StatusCode::CREATED, "{version}");
    let (mut first, mut second) =
        (running.get("/api/v1/prices?version=1").await, running.get("/api/v1/prices?version=2").await);
    for table in [&mut first, &mut second] {
        table.as_object_mut().unwrap().remove("version");
    }
    assert_eq!(first, second);
}

/// A table for a day to come holds from that day on.
#[tokio::test]
async fn a_table_of_tomorrow_waits() {
    let (running, ..) = ready().await;
    let request = json!({ "csv": "SG,1", "currency": "USD", "effective": "2199-01-01", "source": "us" });
    let (status, _) = running.post("/api/v1/prices/import", Some("a"), request).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(running.get("/api/v1/prices").await["version"], 1);
    assert_eq!(running.get("/api/v1/prices?version=2").await["prices"][0]["price"], 1_000_000);
}

/// D8: a preview says what an import would change or which lines are wrong, and changes nothing itself.
#[tokio::test]
async fn d8_a_preview_says_what_would_change_and_stores_nothing() {
    let (running, ..) = ready().await;
    import(&running, "a", "country,price\nSG,0.05\nUS,0.01\nFR,0.06\n").await;
    let table = json!({ "currency": "USD", "effective": "2026-03-01", "source": "our contract" });
    let preview = async |csv: &str| {
        let mut request = table.clone();
        request["csv"] = json!(csv);
        running.post("/api/v1/prices/preview", None, request).await
    };
    let (status, preview_of_right) = preview("country,price\nSG,0.05\nUS,0.02\nDE,0.07\n").await;
    assert_eq!(status, StatusCode::OK, "{preview_of_right}");
    assert_eq!(
        preview_of_right["changes"],
        json!([
            { "country": "DE", "after": 70_000 },
            { "country": "FR", "before": 60_000 },
            { "country": "US", "before": 10_000, "after": 20_000 },
        ])
    );
    for (field, expected) in [("n_prices", 3), ("n_unchanged", 1), ("compared_with", 2), ("n_faults", 0)] {
        assert_eq!(preview_of_right[field], expected, "{field}");
    }
    let (status, wrong) = preview("country,price\nSG,0.05\nXX,1\nUS,\"0,1\"\n").await;
    assert_eq!((status, &wrong["n_faults"]), (StatusCode::OK, &json!(2)), "{wrong}");
    let faults: Vec<_> = wrong["faults"].as_array().unwrap().iter().map(|f| (&f["line"], &f["kind"])).collect();
    assert_eq!(faults, [(&json!(3), &json!("country")), (&json!(4), &json!("not_a_number"))]);
    assert_eq!(wrong["changes"], json!([]));
    let request = json!({ "csv": "SG,1", "currency": "EUR", "effective": "2026-03-01", "source": "x" });
    assert_eq!(running.post("/api/v1/prices/preview", None, request).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(running.get("/api/v1/prices/versions").await.as_array().map(Vec::len), Some(2));
}
