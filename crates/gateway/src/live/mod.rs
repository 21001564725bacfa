//! Live: Aurora SendCloud as the upstream.
//!
//! Out: [`Aurora`] hands groups of messages over with `POST /smsapi/send`; `answer` reads what comes back, `pairs` and
//! `template_ids` are what Aurora calls our SMS_USERs and templates. What the platform refuses until a person acts waits
//! under a hold (`holds`).
//!
//! In: `hook` takes Aurora's SMSHook, whose bodies are claims, and joins them into the statuses.
//!
//! The platform has no interface for templates, prices, balance and statements. Those are records that a person fills in
//! (`http`), and `reconcile` compares what was charged here with what Aurora's statement says.

mod answer;
mod aurora;
mod call;
mod holds;
mod hook;
mod http;
mod pairs;
mod reconcile;
mod setup;
mod statement;
mod template_ids;

pub(crate) use aurora::Aurora;
pub(crate) use holds::put as put_on_hold;
pub(crate) use hook::{routes as hook_routes, work_off_forever};
pub(crate) use http::routes;
pub(crate) use setup::allowed_countries;
