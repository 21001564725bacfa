//! What the console knows of the gateway: one value, changed by a pure function.

use std::{cmp::Ordering, rc::Rc};

use piecewise_api::{
    Message, MessagePage, Permission, Prices, Push, SandboxClock, Service, Session, SmsUser, Template, Wallet,
};

use super::{ClientError, Loadable};

/// Pushed messages that are remembered: more than arrive between two drawings of a page.
const N_PUSHED: usize = 256;

/// Messages that are kept for the pages that show the newest; the log reads its own.
const N_NEWEST: usize = 200;

/// Who the gateway thinks we are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SessionState {
    /// Not asked yet, or asking.
    #[default]
    Unknown,
    /// The gateway answers and does not know us.
    SignedOut(SignedOutWhy),
    /// No gateway answers.
    Offline(ClientError),
    /// Signed in.
    SignedIn(Session),
}

/// Why nobody is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedOutWhy {
    /// Nobody has signed in on this browser.
    NeverSignedIn,
    /// The sign-in link was used before or comes from another gateway.
    LinkInvalid,
    /// The session has ended.
    Ended,
    /// The person signed out.
    ByPerson,
}

/// How fresh the data is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stream {
    /// The event stream is not open yet.
    #[default]
    Opening,
    /// Changes arrive as they happen.
    Live,
    /// The stream broke; the browser is trying again, and what is shown may be old.
    Interrupted,
}

/// The newest messages, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MessageLog {
    /// The rows.
    pub rows: Vec<Rc<Message>>,
    /// Whether there are older ones.
    pub has_more: bool,
}

/// Everything that several pages need.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GatewayState {
    /// Who we are.
    pub session: SessionState,
    /// How fresh the rest is.
    pub stream: Stream,
    /// The SMS service.
    pub service: Loadable<Rc<Service>>,
    /// Templates, last changed first.
    pub templates: Loadable<Vec<Rc<Template>>>,
    /// Messages, newest first.
    pub messages: Loadable<MessageLog>,
    /// The wallet.
    pub wallet: Loadable<Rc<Wallet>>,
    /// The price table.
    pub prices: Loadable<Rc<Prices>>,
    /// The clock of the sandbox. A role that may not see it, and a gateway without one, leave it failed.
    pub clock: Loadable<SandboxClock>,
    /// Goes up with every change that was pushed; what a page read by itself before may be old.
    pub revision: u32,
    /// Goes up when changes were missed and everything has to be read again.
    pub n_resets: u32,
    /// The messages that were pushed last, the newest last, each with the revision that it came with.
    pub pushed: Vec<(u32, Rc<Message>)>,
    /// Whether an answer takes longer than usual.
    pub is_slow: bool,
    /// How many answers do.
    n_slow: u32,
    /// The account and the person that were signed in last. Their pages stay while a session that ended is renewed.
    person: Option<(i64, i64)>,
    /// Messages that were pushed before the log was read.
    early: Vec<Rc<Message>>,
}

/// What can change it.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Asking who we are, again.
    Asking,
    /// Signed in.
    SignedIn(Session),
    /// Not signed in; what was known of the gateway is forgotten.
    SignedOut(SignedOutWhy),
    /// No gateway answers.
    Offline(ClientError),
    /// The event stream opened.
    StreamOpened,
    /// The event stream broke.
    StreamBroke,
    /// The service was read.
    Service(Result<Service, ClientError>),
    /// An SMS_USER was made.
    Connected(SmsUser),
    /// The templates were read.
    Templates(Result<Vec<Template>, ClientError>),
    /// The newest page of messages was read.
    Messages(Result<MessagePage, ClientError>),
    /// The wallet was read.
    Wallet(Result<Wallet, ClientError>),
    /// The price table was read.
    Prices(Result<Prices, ClientError>),
    /// The clock was read, or moved on.
    Clock(Result<SandboxClock, ClientError>),
    /// An answer takes longer than usual, or one that did has come.
    Slow(bool),
    /// Something changed on the gateway.
    Pushed(Push),
}

impl GatewayState {
    /// The state after `action`; the same one where nothing changed.
    #[must_use]
    pub fn after(self: &Rc<Self>, action: Action) -> Rc<Self> {
        if self.is_unchanged_by(&action) {
            return Rc::clone(self);
        }
        let mut state = (**self).clone();
        state.apply(action);
        Rc::new(state)
    }

    /// The session, where there is one.
    pub fn session(&self) -> Option<&Session> {
        match &self.session {
            SessionState::SignedIn(session) => Some(session),
            SessionState::Unknown | SessionState::SignedOut(_) | SessionState::Offline(_) => None,
        }
    }

    /// Whether the person's role permits this; nobody is permitted anything without a session.
    pub fn permits(&self, permission: Permission) -> bool {
        self.session().is_some_and(|session| session.permissions.contains(&permission))
    }

    /// The account and the person that are signed in, or were until their session ended.
    pub const fn person(&self) -> Option<(i64, i64)> {
        self.person
    }

    /// Whether something that several pages need could not be read and may be had in a moment.
    pub fn is_missing_something(&self) -> bool {
        fn may_come<T>(value: &Loadable<T>) -> bool {
            matches!(value, Loadable::Failed(error) if error.may_pass())
        }
        may_come(&self.service)
            || may_come(&self.templates)
            || may_come(&self.messages)
            || may_come(&self.wallet)
            || may_come(&self.prices)
    }

    /// The template with this id, where it was read.
    pub fn template(&self, id: i64) -> Option<&Rc<Template>> {
        self.templates.ready()?.iter().find(|template| template.id == id)
    }

    /// The message with this id, where it was read.
    pub fn message(&self, id: &str) -> Option<&Rc<Message>> {
        self.messages.ready()?.rows.iter().find(|message| message.id == id)
    }

    /// Repetitions that must not render anything again.
    fn is_unchanged_by(&self, action: &Action) -> bool {
        match action {
            Action::Asking => self.session == SessionState::Unknown,
            Action::Offline(error) => self.session == SessionState::Offline(error.clone()),
            Action::StreamOpened => self.stream == Stream::Live,
            Action::StreamBroke => self.stream == Stream::Interrupted,
            _ => false,
        }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Asking => self.session = SessionState::Unknown,
            Action::SignedIn(session) => self.sign_in(session),
            Action::SignedOut(why) => self.sign_out(why),
            Action::Offline(error) => self.session = SessionState::Offline(error),
            Action::StreamOpened => self.stream = Stream::Live,
            Action::StreamBroke => self.stream = Stream::Interrupted,
            Action::Service(read) => self.service.replace(read.map(Rc::new)),
            Action::Connected(sms_user) => self.add_sms_user(sms_user),
            Action::Templates(read) => {
                self.templates.replace(read.map(|templates| templates.into_iter().map(Rc::new).collect()));
            }
            Action::Messages(Ok(page)) => self.put_newest_messages(page),
            Action::Messages(Err(error)) => self.messages.replace(Err(error)),
            Action::Wallet(read) => self.wallet.replace(read.map(Rc::new)),
            Action::Prices(read) => self.prices.replace(read.map(Rc::new)),
            Action::Clock(read) => self.clock.replace(read),
            Action::Slow(is_slow) => {
                self.n_slow = if is_slow { self.n_slow + 1 } else { self.n_slow.saturating_sub(1) };
                self.is_slow = self.n_slow > 0;
            }
            Action::Pushed(push) => self.take_push(push),
        }
    }

    /// Somebody else begins with nothing of whoever was here before.
    fn sign_in(&mut self, session: Session) {
        let person = (session.account_id, session.person_id);
        if self.person.is_some_and(|before| before != person) {
            *self = Self::default();
        }
        self.person = Some(person);
        self.session = SessionState::SignedIn(session);
    }

    /// A session that ended is renewed by the same person as a rule, who then goes on where they were; until then it is
    /// out of sight. Whoever leaves takes everything along.
    fn sign_out(&mut self, why: SignedOutWhy) {
        let is_renewable = self.person.is_some() && why != SignedOutWhy::ByPerson;
        if is_renewable {
            self.session = SessionState::SignedOut(SignedOutWhy::Ended);
            self.stream = Stream::Opening;
        } else {
            *self = Self { session: SessionState::SignedOut(why), ..Self::default() };
        }
    }

    fn take_push(&mut self, push: Push) {
        self.revision = self.revision.wrapping_add(1);
        match push {
            Push::Message(message) => {
                let message = Rc::new(message);
                if self.pushed.len() == N_PUSHED {
                    self.pushed.remove(0);
                }
                self.pushed.push((self.revision, Rc::clone(&message)));
                self.put_message(message);
            }
            Push::Template(template) => self.put_template(template),
            Push::TemplateDeleted { id } => self.drop_template(id),
            Push::Wallet(wallet) => self.wallet = Loadable::Ready(Rc::new(wallet)),
            // The provider reads everything again; until then what is here is shown.
            Push::Reset => self.n_resets = self.n_resets.wrapping_add(1),
        }
    }

    fn add_sms_user(&mut self, sms_user: SmsUser) {
        let Loadable::Ready(service) = &self.service else { return };
        if service.sms_users.iter().any(|known| known.sms_user == sms_user.sms_user) {
            return;
        }
        let mut service = (**service).clone();
        service.sms_users.push(sms_user);
        self.service = Loadable::Ready(Rc::new(service));
    }

    fn put_template(&mut self, template: Template) {
        let Loadable::Ready(templates) = &mut self.templates else { return };
        let age = |template: &Template| (template.submitted_at_ms, template.reviewed_at_ms);
        if templates.iter().any(|known| known.id == template.id && age(known) > age(&template)) {
            return;
        }
        templates.retain(|known| known.id != template.id);
        templates.insert(0, Rc::new(template));
    }

    fn drop_template(&mut self, id: i64) {
        if let Loadable::Ready(templates) = &mut self.templates {
            templates.retain(|known| known.id != id);
        }
    }

    /// Replaces the log by its newest page, but keeps what was pushed while the page was on its way.
    fn put_newest_messages(&mut self, page: MessagePage) {
        let rows = page.messages.into_iter().map(Rc::new).collect();
        let log = Loadable::Ready(MessageLog { rows, has_more: page.next.is_some() });
        let mut known = std::mem::take(&mut self.early);
        if let Loadable::Ready(log) = std::mem::replace(&mut self.messages, log) {
            known.extend(log.rows);
        }
        for message in known {
            self.put_message(message);
        }
    }

    /// Puts a message where it belongs. A report that was overtaken by a later one changes nothing.
    fn put_message(&mut self, message: Rc<Message>) {
        let Loadable::Ready(log) = &mut self.messages else {
            self.early.push(message);
            return;
        };
        if let Some(known) = log.rows.iter_mut().find(|known| known.id == message.id) {
            if is_at_least_as_late(&message, known) {
                *known = message;
            }
            return;
        }
        let at = log.rows.iter().position(|known| known.accepted_at_ms <= message.accepted_at_ms);
        match at {
            Some(at) => log.rows.insert(at, message),
            // Older than all that was read: it comes with its page.
            None if log.has_more => {}
            None => log.rows.push(message),
        }
        if log.rows.len() > N_NEWEST {
            log.rows.truncate(N_NEWEST);
            log.has_more = true;
        }
    }
}

/// Whether `message` is not older than what is `known` of it: a report that was overtaken changes nothing.
pub(crate) fn is_at_least_as_late(message: &Message, known: &Message) -> bool {
    match message.updated_at_ms.cmp(&known.updated_at_ms) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => known.status.join(message.status) == message.status,
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
