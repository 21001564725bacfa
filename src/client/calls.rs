//! The calls of the console API, one function each.

use piecewise_api::{
    Connected, Handset, LedgerEntry, LedgerPage, Message, MessageDetail, MessagePage, NewTemplate, NumberCheck, NumberCheckRequest,
    Prices, Revealed, Service, Session, SignIn, Template, TestRequest, Wallet,
};

use super::{ClientError, IdempotencyKey, SmsKey, http::Call, routes, task::Signal};

/// Rows in a page of the message log.
const N_MESSAGES_PER_PAGE: u32 = 50;

/// Who is signed in; `None` where nobody is.
pub(super) async fn session(address: &str) -> Result<Option<Session>, ClientError> {
    match Call::get(routes::session()).answer_if_any(address).await {
        Err(error) if error.is_signed_out() => Ok(None),
        other => other,
    }
}

pub(super) async fn sign_in(address: &str, token: String) -> Result<Session, ClientError> {
    Call::post(routes::session(), &SignIn { token }).answer(address).await
}

pub(super) async fn sign_out(address: &str) -> Result<(), ClientError> {
    Call::delete(routes::session()).done(address).await
}

pub(super) async fn service(address: &str) -> Result<Service, ClientError> {
    Call::get(routes::service()).answer(address).await
}

pub(super) async fn connect(address: &str, key: &IdempotencyKey) -> Result<Connected, ClientError> {
    Call::post(routes::connect(), &serde_json::json!({})).with_key(key).answer(address).await
}

pub(super) async fn reveal(address: &str, sms_user: &str, signal: &Signal) -> Result<SmsKey, ClientError> {
    let call = Call::post(routes::reveal(sms_user), &serde_json::json!({})).with_signal(signal);
    call.answer(address).await.map(|Revealed { sms_key }| SmsKey::new(sms_key))
}

pub(super) async fn templates(address: &str) -> Result<Vec<Template>, ClientError> {
    Call::get(routes::templates()).answer(address).await
}

pub(super) async fn template(address: &str, id: i64, signal: &Signal) -> Result<Template, ClientError> {
    Call::get(routes::template(id)).with_signal(signal).answer(address).await
}

pub(super) async fn submit_template(
    address: &str,
    template: &NewTemplate,
    key: &IdempotencyKey,
) -> Result<Template, ClientError> {
    Call::post(routes::templates(), template).with_key(key).answer(address).await
}

pub(super) async fn send_test(
    address: &str,
    template_id: i64,
    test: &TestRequest,
    key: &IdempotencyKey,
) -> Result<Message, ClientError> {
    Call::post(routes::tests(template_id), test).with_key(key).answer(address).await
}

pub(super) async fn check_number(address: &str, phone: &str, signal: &Signal) -> Result<NumberCheck, ClientError> {
    let request = NumberCheckRequest { phone: phone.into() };
    Call::post(routes::number_check(), &request).with_signal(signal).answer(address).await
}

pub(super) async fn messages(address: &str, before: Option<&str>) -> Result<MessagePage, ClientError> {
    Call::get(routes::messages(N_MESSAGES_PER_PAGE, before)).answer(address).await
}

pub(super) async fn message(address: &str, id: &str, signal: &Signal) -> Result<MessageDetail, ClientError> {
    Call::get(routes::message(id)).with_signal(signal).answer(address).await
}

pub(super) async fn handsets(address: &str, signal: &Signal) -> Result<Vec<Handset>, ClientError> {
    Call::get(routes::handsets()).with_signal(signal).answer(address).await
}

pub(super) async fn wallet(address: &str) -> Result<Wallet, ClientError> {
    Call::get(routes::wallet()).answer(address).await
}

pub(super) async fn wallet_entries(address: &str, signal: &Signal) -> Result<Vec<LedgerEntry>, ClientError> {
    let page: LedgerPage = Call::get(routes::wallet_entries()).with_signal(signal).answer(address).await?;
    Ok(page.entries)
}

pub(super) async fn prices(address: &str) -> Result<Prices, ClientError> {
    Call::get(routes::prices()).answer(address).await
}
