//! `/smsapi/sendx`, and `sendn`, its older name: one approved template, to each number with its own values.

use std::sync::Arc;

use axum::extract::State;
use serde_json::{Map, Value};

use super::{
    envelope::Answer,
    order::{Begun, Call, Contents, Vars, values_of},
    parameters::Parameters,
    python,
    stop::{Stop, refuse},
};
use crate::app::App;

/// Numbers in one call.
const N_MAX_RECIPIENTS: usize = 200;

/// Answers a call. A failure of ours is code 501, with the cause in the log only.
pub(super) async fn send(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    process(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

async fn process(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    let call = match Call::begin(app, parameters).await? {
        Begun::Answered(answer) => return Ok(answer),
        Begun::Open(call) => call,
    };
    let (numbers, vars) = read_recipients(parameters.get("tos"))?;
    let (numbers, sorted) = call.sort(numbers).await?;
    call.accept(Contents { numbers, sorted, vars }).await
}

/// `[{"phone": "…", "vars": {…}}, …]`, as JSON or as Python prints it. `vars` is there even if it is empty.
fn read_recipients(tos: Option<&str>) -> Result<(Vec<String>, Vec<Vars>), Stop> {
    let text = tos.ok_or_else(|| refuse(481, "tos is empty"))?;
    let entries: Vec<Map<String, Value>> = serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&python::to_json(text)))
        .map_err(|_| refuse(482, "tos is not a JSON array of objects"))?;
    match entries.len() {
        0 => return Err(refuse(481, "tos is empty")),
        1..=N_MAX_RECIPIENTS => {}
        _ => return Err(refuse(482, "more than 200 recipients in one call")),
    }
    let mut numbers = Vec::with_capacity(entries.len());
    let mut vars = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let number = match entry.remove("phone") {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            _ => return Err(refuse(482, "an entry of tos has no phone")),
        };
        let Some(Value::Object(object)) = entry.remove("vars") else {
            return Err(refuse(482, "an entry of tos has no vars; give {} where there are none"));
        };
        numbers.push(number);
        vars.push(values_of(object).ok_or_else(|| refuse(482, "a value in tos is not a string"))?);
    }
    Ok((numbers, vars))
}
