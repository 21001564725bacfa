//! The handle with which a page asks the gateway for something.

use std::{cell::OnceCell, ops::Deref, rc::Rc};

use piecewise_api::{
    Connected, Handset, LedgerEntry, Message, MessageDetail, NewTemplate, NumberCheck, Push, Session, Template,
    TestRequest,
};
use yew::prelude::*;

use super::{
    Action, ClientError, GatewayState, IdempotencyKey, Signal, SmsKey, address, calls,
    provider::Store,
    state::{SessionState, SignedOutWhy},
    task::spawn_logged,
};
use crate::storage;

/// Remembers on this device that there is a session to ask for; not who, and not the session.
const SIGNED_IN_KEY: &str = "piecewise.signed_in";

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
    address: Rc<OnceCell<String>>,
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
    use_context::<Gateway>().unwrap_or_else(|| Gateway::new(Rc::default(), Link::new(store.dispatcher())))
}

impl Gateway {
    pub(super) fn new(state: Rc<GatewayState>, link: Link) -> Self {
        Self { state, link }
    }

    /// Connects SMS: makes an SMS_USER with its key.
    pub async fn connect(&self, key: &IdempotencyKey) -> Result<Connected, ClientError> {
        let connected = self.link.seen(calls::connect(self.link.address()?, key).await)?;
        self.link.dispatch(Action::Connected(connected.sms_user.clone()));
        self.link.read_service().await;
        Ok(connected)
    }

    /// Reveals an SMS_KEY, which the gateway writes down in its audit log.
    pub async fn reveal_key(&self, sms_user: &str, signal: &Signal) -> Result<SmsKey, ClientError> {
        self.link.seen(calls::reveal(self.link.address()?, sms_user, signal).await)
    }

    /// Submits a draft for review.
    pub async fn submit_template(&self, template: &NewTemplate, key: &IdempotencyKey) -> Result<Template, ClientError> {
        let template = self.link.seen(calls::submit_template(self.link.address()?, template, key).await)?;
        self.link.dispatch(Action::Pushed(Push::Template(template.clone())));
        Ok(template)
    }

    /// Reads one template.
    pub async fn read_template(&self, id: i64, signal: &Signal) -> Result<Template, ClientError> {
        self.link.seen(calls::template(self.link.address()?, id, signal).await)
    }

    /// Sends one test message of an approved template.
    pub async fn send_test(
        &self,
        template_id: i64,
        test: &TestRequest,
        key: &IdempotencyKey,
    ) -> Result<Message, ClientError> {
        let message = self.link.seen(calls::send_test(self.link.address()?, template_id, test, key).await)?;
        self.link.dispatch(Action::Pushed(Push::Message(message.clone())));
        Ok(message)
    }

    /// Says what a phone number is.
    pub async fn check_number(&self, phone: &str, signal: &Signal) -> Result<NumberCheck, ClientError> {
        self.link.seen(calls::check_number(self.link.address()?, phone, signal).await)
    }

    /// Reads the next page of the message log.
    pub async fn read_older_messages(&self) -> Result<(), ClientError> {
        let Some(before) = self.state.messages.ready().and_then(|log| log.next.clone()) else { return Ok(()) };
        let page = self.link.seen(calls::messages(self.link.address()?, Some(&before)).await)?;
        self.link.dispatch(Action::OlderMessages { before, page });
        Ok(())
    }

    /// Reads one message with its text and timeline.
    pub async fn read_message(&self, id: &str, signal: &Signal) -> Result<MessageDetail, ClientError> {
        self.link.seen(calls::message(self.link.address()?, id, signal).await)
    }

    /// Reads the sandbox's phones.
    pub async fn read_handsets(&self, signal: &Signal) -> Result<Vec<Handset>, ClientError> {
        self.link.seen(calls::handsets(self.link.address()?, signal).await)
    }

    /// Reads the wallet's ledger.
    pub async fn read_ledger(&self, signal: &Signal) -> Result<Vec<LedgerEntry>, ClientError> {
        self.link.seen(calls::wallet_entries(self.link.address()?, signal).await)
    }

    /// Asks again who we are, after the gateway did not answer.
    pub async fn ask_again(&self) {
        self.link.dispatch(Action::Asking);
        self.link.find().await;
        self.link.ask_who().await;
    }

    /// Reads the wallet again.
    pub fn read_wallet(&self) {
        self.link.read("read the wallet", calls::wallet, Action::Wallet);
    }

    /// Reads everything again.
    pub fn read_again(&self) {
        self.link.read_all();
    }

    /// Signs out.
    pub async fn sign_out(&self) -> Result<(), ClientError> {
        self.link.seen(calls::sign_out(self.link.address()?).await)?;
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

impl Link {
    pub(super) fn new(dispatcher: UseReducerDispatcher<Store>) -> Self {
        Self { dispatcher, address: Rc::default() }
    }

    pub(super) fn dispatch(&self, action: Action) {
        self.dispatcher.dispatch(action);
    }

    /// Where the gateway is, once that is known.
    pub(super) fn address(&self) -> Result<&str, ClientError> {
        self.address.get().map(String::as_str).ok_or(ClientError::Offline)
    }

    /// Finds out where the gateway is, unless that is known.
    pub(super) async fn find(&self) {
        if self.address.get().is_none() {
            // A second answer to the same question changes nothing.
            let _ = self.address.set(address::find().await);
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
        self.dispatch(Action::SignedOut(why));
    }

    /// Looks at every answer once: a session that has ended signs the whole console out.
    fn seen<T>(&self, answer: Result<T, ClientError>) -> Result<T, ClientError> {
        if answer.as_ref().is_err_and(ClientError::is_signed_out) {
            self.signed_out(SignedOutWhy::Ended);
        }
        answer
    }

    /// Signs in with the token of the printed link.
    pub(super) async fn sign_in(&self, token: String) {
        let Ok(address) = self.address() else { return };
        match calls::sign_in(address, token).await {
            Ok(session) => self.signed_in(session),
            Err(ClientError::Problem(_)) => match calls::session(address).await {
                // The link was used before, by this very browser: nothing is wrong.
                Ok(Some(session)) => self.signed_in(session),
                _ => self.signed_out(SignedOutWhy::LinkInvalid),
            },
            Err(error) => self.dispatch(Action::Offline(error)),
        }
    }

    /// Asks who we are.
    pub(super) async fn ask_who(&self) {
        let Ok(address) = self.address() else { return };
        match calls::session(address).await {
            Ok(Some(session)) => self.signed_in(session),
            Ok(None) => self.signed_out(SignedOutWhy::NeverSignedIn),
            Err(error) => self.dispatch(Action::Offline(error)),
        }
    }

    /// Finds out why the stream was refused; a session that has ended signs out.
    pub(super) async fn ask_whether_still_signed_in(&self) {
        let Ok(address) = self.address() else { return };
        if let Ok(None) = calls::session(address).await {
            self.signed_out(SignedOutWhy::Ended);
        }
    }

    /// Reads everything that several pages need, all at once.
    pub(super) fn read_all(&self) {
        let link = self.clone();
        spawn_logged("read the service", async move { link.read_service().await });
        self.read("read the templates", calls::templates, Action::Templates);
        self.read("read the messages", async |address: &str| calls::messages(address, None).await, Action::Messages);
        self.read("read the wallet", calls::wallet, Action::Wallet);
        self.read("read the prices", calls::prices, Action::Prices);
    }

    fn read<T: 'static>(
        &self,
        name: &'static str,
        call: impl AsyncFnOnce(&str) -> Result<T, ClientError> + 'static,
        action: impl FnOnce(Result<T, ClientError>) -> Action + 'static,
    ) {
        let link = self.clone();
        spawn_logged(name, async move {
            let Ok(address) = link.address() else { return };
            let answer = call(address).await;
            link.dispatch(action(link.seen(answer)));
        });
    }

    async fn read_service(&self) {
        let Ok(address) = self.address() else { return };
        self.dispatch(Action::Service(self.seen(calls::service(address).await)));
    }
}
