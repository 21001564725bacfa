//! `/smsapi/send`: one approved template with one set of values, to up to 2,000 numbers.

use std::sync::Arc;

use axum::extract::State;

use super::{
    envelope::Answer,
    fault, numbers,
    order::{Begun, Call, Contents, Vars, values_of},
    parameters::Parameters,
    stop::{Stop, refuse},
};
use crate::app::App;

/// Answers a call. A failure of ours is code 501, with the cause in the log only.
pub(super) async fn send(State(app): State<Arc<App>>, parameters: Parameters) -> Answer {
    process(&app, &parameters).await.unwrap_or_else(|stop| stop.into_answer(&parameters))
}

async fn process(app: &App, parameters: &Parameters) -> Result<Answer, Stop> {
    fault::before(app)?;
    let call = match Call::begin(app, parameters).await? {
        Begun::Answered(answer) => return Ok(answer),
        Begun::Open(call) => call,
    };
    let (numbers, sorted) = call.sort(numbers::split(parameters.get("phone"))?).await?;
    let vars = vec![read_vars(parameters.get("vars"))?];
    let answer = call.accept(Contents { numbers, sorted, vars }).await?;
    fault::after(app).await?;
    Ok(answer)
}

fn read_vars(vars: Option<&str>) -> Result<Vars, Stop> {
    let Some(text) = vars else { return Ok(Vars::new()) };
    let object = serde_json::from_str(text).map_err(|_| refuse(441, "vars is not a JSON object"))?;
    values_of(object).ok_or_else(|| refuse(441, "a value in vars is not a string"))
}
