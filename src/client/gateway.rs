//! The handle with which a page asks the gateway for something.

use std::{
    cell::{Cell, OnceCell, RefCell},
    ops::Deref,
    rc::Rc,
};

use gloo_timers::callback::Timeout;
use piecewise_api::{
    Connected, Handset, HookKey, Message, MessageDetail, NewTemplate, NumberCheck, Push, Revealed, SandboxClock,
    Session, Template, TestRequest,
};
use serde::de::DeserializeOwned;
use web_sys::Blob;
use yew::prelude::*;

use super::{
    Action, ClientError, Export, GatewayState, IdempotencyKey, Signal, SmsKey, address, calls,
    http::{Answer, Body, Call, Request},
    provider::Store,
    state::{SessionState, SignedOutWhy},
    task::spawn_logged,
};
use crate::{format, storage};

/// Remembers on this device that there is a session to ask for; not who, and not the session.
const SIGNED_IN_KEY: &str = "piecewise.signed_in";

/// How long an answer may take before the person is told that it is still awaited.
const SLOW_MS: u32 = 4_000;

/// What is known of the gateway, and the way to it. Reads like a [`GatewayState`].
#[derive(Clone)]
pub struct Gateway {
    state: Rc<GatewayState>,
    link: Link,
}

/// The way to the gateway, without what is known of it.
#[derive(Clone)]
pub(super) struct Link {
    dispatcher: UseReducerDispatcher<Store>,
    /// What is known, as the next change finds it.
    state: Rc<RefCell<Rc<GatewayState>>>,
    address: Rc<OnceCell<String>>,
    token: Rc<RefCell<Option<AttrValue>>>,
}

impl PartialEq for Gateway {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.state, &other.state)
    }
}

impl Deref for Gateway {
    type Target = GatewayState;

    fn deref(&self) -> &GatewayState {
        &self.state
    }
}

/// The gateway; re-renders the component when something of it changes. Outside a provider it is one that nobody asked
/// yet, so that components can be rendered alone.
#[hook]
pub fn use_gateway() -> Gateway {
    let store = use_reducer(Store::default);
    use_context::<Gateway>().unwrap_or_else(|| {
        let state = Rc::<GatewayState>::default();
        Gateway::new(Rc::clone(&state), Link::new(store.dispatcher(), state, None))
    })
}

impl Gateway {
    pub(super) fn new(state: Rc<GatewayState>, link: Link) -> Self {
        Self { state, link }
    }

    /// What is known, and the way to the gateway.
    pub(super) fn into_parts(self) -> (Rc<GatewayState>, Link) {
        (self.state, self.link)
    }

    /// Asks the gateway for something that one page needs.
    pub(crate) fn ask<T: DeserializeOwned + 'static>(&self, call: Call<T>) -> Answer<T> {
        self.link.ask(call)
    }

    /// Asks the gateway for a file.
    pub(crate) fn download(&self, export: &Export) -> Answer<Blob> {
        self.link.download(export)
    }

    /// Puts what came of a call into what every page knows.
    pub(crate) fn dispatch(&self, action: Action) {
        self.link.dispatch(action);
    }

    /// Connects SMS: makes an SMS_USER with its key.
    pub async fn connect(&self, key: &IdempotencyKey) -> Result<Connected, ClientError> {
        let connected = self.link.ask(calls::connect(key)).await?;
        self.link.dispatch(Action::Connected(connected.sms_user.clone()));
        let service = self.link.ask(calls::service()).await;
        self.link.dispatch(Action::Service(service));
        Ok(connected)
    }

    /// Reveals an SMS_KEY, which the gateway writes down in its audit log.
    pub async fn reveal_key(&self, sms_user: &str, signal: &Signal) -> Result<SmsKey, ClientError> {
        let Revealed { sms_key } = self.link.ask(calls::reveal(sms_user, signal)).await?;
        Ok(SmsKey::new(sms_key))
    }

    /// Reveals the APP KEY that events are signed with, which the gateway writes down in its audit log.
    pub async fn reveal_app_key(&self, signal: &Signal) -> Result<SmsKey, ClientError> {
        let HookKey { app_key, .. } = self.link.ask(calls::hooks::reveal_key(signal)).await?;
        Ok(SmsKey::new(app_key))
    }

    /// Submits a draft for review.
    pub async fn submit_template(&self, template: &NewTemplate, key: &IdempotencyKey) -> Result<Template, ClientError> {
        let template = self.link.ask(calls::submit_template(template, key)).await?;
        self.link.dispatch(Action::Pushed(Push::Template(template.clone())));
        Ok(template)
    }

    /// Submits a draft for review as the next version of a template.
    pub async fn submit_version(
        &self,
        id: i64,
        version: &NewTemplate,
        key: &IdempotencyKey,
    ) -> Result<Template, ClientError> {
        let template = self.link.ask(calls::templates::submit_version(id, version, key)).await?;
        self.link.dispatch(Action::Pushed(Push::Template(template.clone())));
        Ok(template)
    }

    /// Takes the version of a template that is in review back.
    pub async fn withdraw_template(&self, id: i64) -> Result<(), ClientError> {
        let template = self.link.ask(calls::templates::withdraw(id)).await?;
        self.link.dispatch(Action::Pushed(Push::Template(template)));
        Ok(())
    }

    /// Deletes a template.
    pub async fn delete_template(&self, id: i64) -> Result<(), ClientError> {
        self.link.ask(calls::templates::delete(id)).await?;
        self.link.dispatch(Action::Pushed(Push::TemplateDeleted { id }));
        Ok(())
    }

    /// Reads one template.
    pub fn read_template(&self, id: i64, signal: &Signal) -> Answer<Template> {
        self.link.ask(calls::template(id, signal))
    }

    /// Sends one test message of an approved template.
    pub async fn send_test(
        &self,
        template_id: i64,
        test: &TestRequest,
        key: &IdempotencyKey,
    ) -> Result<Message, ClientError> {
        let message = self.link.ask(calls::send_test(template_id, test, key)).await?;
        self.link.dispatch(Action::Pushed(Push::Message(message.clone())));
        Ok(message)
    }

    /// Says what a phone number is.
    pub fn check_number(&self, phone: &str, signal: &Signal) -> Answer<NumberCheck> {
        self.link.ask(calls::check_number(phone, signal))
    }

    /// Reads one message with its text and timeline.
    pub fn read_message(&self, id: &str, signal: &Signal) -> Answer<MessageDetail> {
        self.link.ask(calls::message(id, signal))
    }

    /// Reads the sandbox's phones.
    pub fn read_handsets(&self, signal: &Signal) -> Answer<Vec<Handset>> {
        self.link.ask(calls::handsets(signal))
    }

    /// Signs in by a call that answers with a session: with a password, or by accepting an invitation.
    pub(crate) fn sign_in_by(&self, call: Call<Session>) -> Answer<()> {
        let link = self.link.clone();
        Box::pin(async move {
            link.find().await;
            let session = link.ask(call).await?;
            link.signed_in(session);
            Ok(())
        })
    }

    /// Moves the sandbox's clock on.
    pub(crate) fn advance_clock(&self, advance_ms: i64) -> Answer<()> {
        let link = self.link.clone();
        Box::pin(async move {
            let clock = link.ask(calls::sandbox::advance_clock(advance_ms)).await;
            let refused = clock.as_ref().err().cloned();
            link.dispatch(take_clock(clock));
            refused.map_or(Ok(()), Err)
        })
    }

    /// Asks again who we are, after the gateway did not answer.
    pub async fn ask_again(&self) {
        self.link.dispatch(Action::Asking);
        self.link.find().await;
        self.link.ask_who().await;
    }

    /// Reads the wallet again.
    pub fn read_wallet(&self) {
        self.link.read("read the wallet", calls::wallet(), Action::Wallet);
    }

    /// Reads the SMS service again.
    pub fn read_service(&self) {
        self.link.read("read the service", calls::service(), Action::Service);
    }

    /// Reads the price table again.
    pub fn read_prices(&self) {
        self.link.read("read the prices", calls::prices(), Action::Prices);
    }

    /// Reads everything again.
    pub fn read_again(&self) {
        self.link.read_all();
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.link.ask(calls::sign_out()).await?;
        self.link.signed_out(SignedOutWhy::ByPerson);
        Ok(())
    }

    /// The address that a wrong `config.json` would have to be changed from.
    pub fn address(&self) -> &str {
        self.link.address.get().map(String::as_str).unwrap_or_default()
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        matches!(self.state.session, SessionState::SignedIn(_))
    }
}

/// A request that may take long. Says so after a while, until it is dropped.
struct Slow {
    link: Link,
    is_told: Rc<Cell<bool>>,
    _timer: Timeout,
}

impl Slow {
    fn watch(link: &Link) -> Self {
        let is_told: Rc<Cell<bool>> = Rc::default();
        let (told, teller) = (Rc::clone(&is_told), link.clone());
        let timer = Timeout::new(SLOW_MS, move || {
            told.set(true);
            teller.dispatch(Action::Slow(true));
        });
        Self { link: link.clone(), is_told, _timer: timer }
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        if self.is_told.get() {
            self.link.dispatch(Action::Slow(false));
        }
    }
}

impl Link {
    pub(super) fn new(
        dispatcher: UseReducerDispatcher<Store>,
        state: Rc<GatewayState>,
        token: Option<AttrValue>,
    ) -> Self {
        let (state, token) = (Rc::new(RefCell::new(state)), Rc::new(RefCell::new(token)));
        Self { dispatcher, state, address: Rc::default(), token }
    }

    /// Puts something into what every page knows.
    pub(super) fn dispatch(&self, action: Action) {
        let state = self.state.borrow().after(action);
        self.put(state);
    }

    /// Says that what talks to the gateway could not be loaded, which is as if no gateway answered.
    pub(super) fn is_unreachable(&self) {
        let mut state = (**self.state.borrow()).clone();
        state.session = SessionState::Offline(ClientError::Offline);
        self.put(Rc::new(state));
    }

    fn put(&self, state: Rc<GatewayState>) {
        self.state.replace(Rc::clone(&state));
        self.dispatcher.dispatch(state);
    }

    /// The one-time token of the sign-in link, which is used once.
    pub(super) fn take_token(&self) -> Option<AttrValue> {
        self.token.borrow_mut().take()
    }

    /// Where the gateway is, once that is known.
    pub(super) fn address(&self) -> Result<&str, ClientError> {
        self.address.get().map(String::as_str).ok_or(ClientError::Offline)
    }

    /// Finds out where the gateway is, unless that is known.
    pub(super) async fn find(&self) {
        if self.address.get().is_none()
            && let Some(found) = address::find().await
        {
            // A second answer to the same question changes nothing.
            let _ = self.address.set(found);
        }
    }

    /// Whether somebody was signed in on this browser when the console was last open. Without that there is nothing to
    /// ask, and a person who only counts pieces causes no request at all.
    pub(super) fn was_signed_in() -> bool {
        storage::read(SIGNED_IN_KEY).is_some_and(|was| was == "yes")
    }

    fn signed_in(&self, session: Session) {
        storage::write(SIGNED_IN_KEY, "yes");
        self.dispatch(Action::SignedIn(session));
    }

    pub(super) fn signed_out(&self, why: SignedOutWhy) {
        storage::write(SIGNED_IN_KEY, "no");
        format::set_ahead(0);
        self.dispatch(Action::SignedOut(why));
    }

    /// Asks the gateway for something.
    fn ask<T: DeserializeOwned + 'static>(&self, call: Call<T>) -> Answer<T> {
        let body = self.send(call.request);
        Box::pin(async move { body.await?.read() })
    }

    /// Sends a request and looks at its answer once: a session that has ended signs the whole console out.
    fn send(&self, request: Request) -> Answer<Body> {
        let link = self.clone();
        Box::pin(async move {
            let slow = Slow::watch(&link);
            let answer = request.send(link.address()?).await;
            drop(slow);
            link.look_at(answer.as_ref().err());
            answer
        })
    }

    /// Asks for a file.
    fn download(&self, export: &Export) -> Answer<Blob> {
        let (link, request) = (self.clone(), export.request());
        Box::pin(async move {
            let answer = request.send_for_file(link.address()?).await;
            link.look_at(answer.as_ref().err());
            answer
        })
    }

    fn look_at(&self, error: Option<&ClientError>) {
        if error.is_some_and(ClientError::is_signed_out) {
            self.signed_out(SignedOutWhy::Ended);
        }
    }

    /// Signs in with the token of the printed link.
    pub(super) async fn sign_in(&self, token: String) {
        let Ok(address) = self.address() else { return };
        match calls::sign_in(token).request.send(address).await.and_then(|body| body.read()) {
            Ok(session) => self.signed_in(session),
            Err(ClientError::Problem(_)) => match self.session().await {
                // The link was used before, by this very browser: nothing is wrong.
                Ok(Some(session)) => self.signed_in(session),
                _ => self.signed_out(SignedOutWhy::LinkInvalid),
            },
            Err(error) => self.dispatch(Action::Offline(error)),
        }
    }

    /// Who is signed in; `None` where nobody is.
    async fn session(&self) -> Result<Option<Session>, ClientError> {
        match calls::session().request.send(self.address()?).await {
            Ok(body) => body.read(),
            Err(error) if error.is_signed_out() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Asks who we are.
    pub(super) async fn ask_who(&self) {
        match self.session().await {
            Ok(Some(session)) => self.signed_in(session),
            Ok(None) => self.signed_out(SignedOutWhy::NeverSignedIn),
            Err(error) => self.dispatch(Action::Offline(error)),
        }
    }

    /// Finds out why the stream was refused; a session that has ended signs out.
    pub(super) async fn ask_whether_still_signed_in(&self) {
        if let Ok(None) = self.session().await {
            self.signed_out(SignedOutWhy::Ended);
        }
    }

    /// Reads everything that several pages need, all at once.
    pub(super) fn read_all(&self) {
        self.read("read the service", calls::service(), Action::Service);
        self.read("read the templates", calls::templates(), Action::Templates);
        self.read("read the messages", calls::messages(), Action::Messages);
        self.read("read the wallet", calls::wallet(), Action::Wallet);
        self.read("read the prices", calls::prices(), Action::Prices);
        self.read("read the clock", calls::sandbox::clock(), take_clock);
    }

    /// Reads something that several pages need.
    fn read<T: DeserializeOwned + 'static>(
        &self,
        name: &'static str,
        call: Call<T>,
        action: fn(Result<T, ClientError>) -> Action,
    ) {
        let link = self.clone();
        let body = self.send(call.request);
        let take = move |answer: Result<Body, ClientError>| action(answer.and_then(|body| body.read()));
        spawn_logged(name, link.hand_over(body, Box::new(take)));
    }

    async fn hand_over(self, body: Answer<Body>, take: Box<dyn FnOnce(Result<Body, ClientError>) -> Action>) {
        let answer = body.await;
        if self.address().is_ok() {
            self.dispatch(take(answer));
        }
    }
}

/// Takes the sandbox's clock over: what is shown as the time, and how long ago things were, follows it.
fn take_clock(read: Result<SandboxClock, ClientError>) -> Action {
    if let Ok(clock) = &read {
        format::set_ahead(clock.advanced_ms);
    }
    Action::Clock(read)
}
