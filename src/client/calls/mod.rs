//! The calls of the console API, one function each, and what each is answered with.
//!
//! What several pages share stands here; what one part of the console asks for stands in a file of that part, with its
//! paths, and is asked with [`Gateway::ask`](super::Gateway::ask).

pub(crate) mod audit;
pub(crate) mod credentials;
pub(crate) mod help;
pub(crate) mod hooks;
pub(crate) mod messages;
pub(crate) mod people;
pub(crate) mod sandbox;
pub(crate) mod senders;
pub(crate) mod statistics;
pub(crate) mod suppression;
pub(crate) mod templates;
pub(crate) mod wallet;

use piecewise_api::{
    Connected, Handset, Message, MessageDetail, MessagePage, NewTemplate, NumberCheck, NumberCheckRequest, Prices,
    Revealed, Service, Session, SignIn, Template, TestRequest, Wallet,
};
use serde::{Serialize, de::IgnoredAny};

use super::{IdempotencyKey, http::Call, routes, task::Signal};

/// The body of a request that has nothing to say, `{}`.
#[derive(Serialize)]
struct Nothing {}

/// Rows in a page of the message log.
const N_MESSAGES_PER_PAGE: u32 = 50;

/// Who is signed in; nothing where nobody is.
pub(super) fn session() -> Call<Option<Session>> {
    Call::get(routes::session())
}

pub(super) fn sign_in(token: String) -> Call<Session> {
    Call::post(routes::session(), &SignIn { token })
}

pub(super) fn sign_out() -> Call<IgnoredAny> {
    Call::delete(routes::session())
}

pub(super) fn service() -> Call<Service> {
    Call::get(routes::service())
}

pub(super) fn connect(key: &IdempotencyKey) -> Call<Connected> {
    Call::post(routes::connect(), &Nothing {}).with_key(key)
}

pub(super) fn reveal(sms_user: &str, signal: &Signal) -> Call<Revealed> {
    Call::post(routes::reveal(sms_user), &Nothing {}).with_signal(signal)
}

pub(super) fn templates() -> Call<Vec<Template>> {
    Call::get(routes::templates())
}

pub(super) fn template(id: i64, signal: &Signal) -> Call<Template> {
    Call::get(routes::template(id)).with_signal(signal)
}

pub(super) fn submit_template(template: &NewTemplate, key: &IdempotencyKey) -> Call<Template> {
    Call::post(routes::templates(), template).with_key(key)
}

pub(super) fn send_test(template_id: i64, test: &TestRequest, key: &IdempotencyKey) -> Call<Message> {
    Call::post(routes::tests(template_id), test).with_key(key)
}

pub(super) fn check_number(phone: &str, signal: &Signal) -> Call<NumberCheck> {
    Call::post(routes::number_check(), &NumberCheckRequest { phone: phone.into() }).with_signal(signal)
}

pub(super) fn messages() -> Call<MessagePage> {
    Call::get(routes::messages(N_MESSAGES_PER_PAGE))
}

pub(super) fn message(id: &str, signal: &Signal) -> Call<MessageDetail> {
    Call::get(routes::message(id)).with_signal(signal)
}

pub(super) fn handsets(signal: &Signal) -> Call<Vec<Handset>> {
    Call::get(routes::handsets()).with_signal(signal)
}

pub(super) fn wallet() -> Call<Wallet> {
    Call::get(routes::wallet())
}

pub(super) fn prices() -> Call<Prices> {
    Call::get(routes::prices())
}
