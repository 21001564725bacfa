//! Scenarios of the gateway's state, as the person at the console sees them.

use piecewise_api::{Message, MessagePage, Mode, Push, Role, Service, Session, SmsUser, SpendCaps, Template, Wallet};
use piecewise_sms::{
    money::Micros,
    pieces::Encoding,
    status::Status,
    template::{ContentType, ReviewState},
};

use super::*;

fn message(id: &str, accepted_at_ms: i64, updated_at_ms: i64, status: Status) -> Message {
    Message {
        id: id.into(),
        phone_masked: "+65 •••• 1234".into(),
        country: Some("SG".into()),
        template_id: 1,
        template_name: "Order_Notification".into(),
        sms_user: "sms_1".into(),
        is_test: true,
        status,
        unconfirmed: false,
        reason: None,
        encoding: Encoding::Gsm7,
        n_pieces: 1,
        expected_charge: Some(Micros(41_200)),
        charge: None,
        currency: "USD".into(),
        accepted_at_ms,
        updated_at_ms,
    }
}

fn template(id: i64, state: ReviewState, reviewed_at_ms: Option<i64>) -> Template {
    Template {
        id,
        name: format!("Template_{id}"),
        content_type: ContentType::Notification,
        content: "Hi %name%".into(),
        examples: [("name".to_owned(), "Ada".to_owned())].into(),
        countries: vec!["SG".into()],
        state,
        submitted_at_ms: 10,
        reviewed_at_ms,
        rejection: None,
        version: 1,
        withdrawn_at_ms: None,
        successor: None,
    }
}

fn sms_user(name: &str) -> SmsUser {
    SmsUser { sms_user: name.into(), created_at_ms: 1, key_created_at_ms: 1, ..SmsUser::default() }
}

fn session() -> Session {
    Session {
        person_id: 1,
        name: "Owner".into(),
        email: None,
        role: Role::Owner,
        account_id: 10_001,
        account: "Main".into(),
        has_password: false,
        permissions: vec![],
        mode: Mode::Sandbox,
    }
}

fn page(messages: Vec<Message>, next: Option<&str>) -> MessagePage {
    MessagePage { messages, next: next.map(Into::into) }
}

#[track_caller]
fn after(actions: impl IntoIterator<Item = Action>) -> Rc<GatewayState> {
    actions.into_iter().fold(Rc::default(), |state: Rc<GatewayState>, action| state.after(action))
}

#[track_caller]
fn ids(state: &GatewayState) -> Vec<&str> {
    state.messages.ready().expect("the log was read").rows.iter().map(|message| message.id.as_str()).collect()
}

fn pushed(message: Message) -> Action {
    Action::Pushed(Push::Message(message))
}

#[test]
fn signing_out_forgets_everything() {
    let state = after([
        Action::SignedIn(session()),
        Action::Messages(Ok(page(vec![message("a", 1, 1, Status::Sending)], None))),
        Action::SignedOut(SignedOutWhy::ByPerson),
    ]);
    assert_eq!(*state, GatewayState { session: SessionState::SignedOut(SignedOutWhy::ByPerson), ..Default::default() });
}

#[test]
fn a_session_that_ended_is_renewed_by_the_same_person_where_it_was() {
    let ended = after([
        Action::SignedIn(session()),
        Action::Messages(Ok(page(vec![message("a", 1, 1, Status::Sending)], None))),
        Action::SignedOut(SignedOutWhy::Ended),
        Action::Asking,
        Action::SignedOut(SignedOutWhy::NeverSignedIn),
    ]);
    assert_eq!(ended.session, SessionState::SignedOut(SignedOutWhy::Ended));
    assert_eq!(ids(&ended.after(Action::SignedIn(session()))), ["a"]);
    let other = Session { person_id: session().person_id + 1, ..session() };
    assert_eq!(ended.after(Action::SignedIn(other)).messages, Loadable::Waiting, "somebody else begins with nothing");
}

#[test]
fn answers_are_slow_until_the_last_of_them_has_come() {
    let state = after([Action::Slow(true), Action::Slow(true), Action::Slow(false)]);
    assert!(state.is_slow);
    assert!(!state.after(Action::Slow(false)).is_slow);
}

#[test]
fn what_may_be_had_in_a_moment_is_missed() {
    assert!(after([Action::Wallet(Err(ClientError::Offline))]).is_missing_something());
    assert!(!after([Action::Wallet(Err(ClientError::NotAGateway { status: 404 }))]).is_missing_something());
    assert!(!after([]).is_missing_something());
}

/// a message is in the log as soon as it is pushed.
#[test]
fn a_pushed_message_comes_first() {
    let state = after([
        Action::Messages(Ok(page(vec![message("old", 1, 1, Status::Delivered)], None))),
        pushed(message("new", 2, 2, Status::Sending)),
    ]);
    assert_eq!(ids(&state), ["new", "old"]);
    assert_eq!(state.revision, 1);
}

/// whatever the order of reports, the later one shows.
#[test]
fn a_report_that_was_overtaken_changes_nothing() {
    let sending = message("a", 1, 1, Status::Sending);
    let waiting = message("a", 1, 5, Status::WaitingResult);
    let delivered = message("a", 1, 5, Status::Delivered);
    for order in [[&sending, &waiting, &delivered], [&delivered, &waiting, &sending], [&waiting, &delivered, &sending]]
    {
        let read = Action::Messages(Ok(page(vec![], None)));
        let state = after([read].into_iter().chain(order.map(|message| pushed(message.clone()))));
        assert_eq!(state.message("a").map(|message| message.status), Some(Status::Delivered));
        assert_eq!(ids(&state), ["a"]);
    }
}

#[test]
fn what_is_pushed_while_the_log_is_on_its_way_is_kept() {
    let state = after([
        pushed(message("new", 3, 3, Status::Sending)),
        Action::Messages(Ok(page(vec![message("old", 1, 1, Status::Delivered)], None))),
    ]);
    assert_eq!(ids(&state), ["new", "old"]);

    let state = after([
        Action::Messages(Ok(page(vec![message("a", 1, 1, Status::Sending)], None))),
        pushed(message("a", 1, 9, Status::Delivered)),
        Action::Messages(Ok(page(vec![message("a", 1, 1, Status::Sending)], None))),
    ]);
    assert_eq!(state.message("a").map(|message| message.status), Some(Status::Delivered));
}

/// A page that stays open for days keeps the newest messages and not all of them.
#[test]
fn only_the_newest_messages_are_kept() {
    let mut state = after([Action::Messages(Ok(page(vec![], None)))]);
    for n in 0..300_i64 {
        state = state.after(pushed(message(&n.to_string(), n, n, Status::Sending)));
    }
    let log = state.messages.ready().unwrap();
    assert_eq!((log.rows.len(), log.rows[0].id.as_str(), log.has_more), (N_NEWEST, "299", true));
    assert_eq!(state.pushed.len(), N_PUSHED);
    assert_eq!(state.pushed.last().map(|(revision, _)| *revision), Some(300));
}

#[test]
fn a_change_to_a_message_further_down_waits_for_its_page() {
    let state = after([
        Action::Messages(Ok(page(vec![message("c", 3, 3, Status::Sending)], Some("3")))),
        pushed(message("a", 1, 9, Status::Delivered)),
    ]);
    assert_eq!(ids(&state), ["c"]);
}

/// The answer to a submission may arrive after the reviewer's verdict was pushed.
#[test]
fn a_verdict_is_not_taken_back_by_a_late_answer() {
    let state = after([
        Action::Templates(Ok(vec![template(1, ReviewState::Approved, Some(5))])),
        Action::Pushed(Push::Template(template(2, ReviewState::Approved, Some(20)))),
        Action::Pushed(Push::Template(template(2, ReviewState::InReview, None))),
    ]);
    assert_eq!(state.template(2).map(|template| template.state), Some(ReviewState::Approved));
    assert_eq!(state.templates.ready().map(|templates| templates[0].id), Some(2), "last changed first");
}

/// a repeated connect shows one SMS_USER.
#[test]
fn connecting_twice_shows_one_user() {
    let service = Service { base_url: "http://127.0.0.1:1".into(), ..Service::default() };
    let state = after([
        Action::Service(Ok(service)),
        Action::Connected(sms_user("sms_1")),
        Action::Connected(sms_user("sms_1")),
    ]);
    assert_eq!(state.service.ready().map(|service| service.sms_users.len()), Some(1));
}

#[test]
fn a_failed_reading_is_an_error_only_where_nothing_is_shown_yet() {
    let wallet = Wallet {
        currency: "USD".into(),
        topped_up: Micros(10),
        available: Micros(10),
        reserved: Micros(0),
        spent: Micros(0),
        pending: Micros(0),
        low_balance: None,
        caps: SpendCaps::default(),
        attention: vec![],
    };
    let state = after([Action::Wallet(Err(ClientError::Offline))]);
    assert_eq!(state.wallet, Loadable::Failed(ClientError::Offline));
    let state = state.after(Action::Wallet(Ok(wallet.clone()))).after(Action::Wallet(Err(ClientError::Offline)));
    assert_eq!(state.wallet, Loadable::Ready(Rc::new(wallet)));
}

#[test]
fn a_repetition_renders_nothing_again() {
    let state = after([Action::StreamOpened, Action::Offline(ClientError::Offline)]);
    assert!(Rc::ptr_eq(&state, &state.after(Action::StreamOpened)));
    assert!(Rc::ptr_eq(&state, &state.after(Action::Offline(ClientError::Offline))));
}
