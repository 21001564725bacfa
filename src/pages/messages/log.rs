//! The log as far as it was read: pages as they are asked for, and what is pushed meanwhile.

use std::rc::Rc;

use piecewise_api::{Message, MessagePage};
use yew::Reducible;

use super::asked::Asked;
use crate::client::{ClientError, is_at_least_as_late};

/// Pushed messages that are remembered for the page that is on its way.
const N_RECENT: usize = 256;

/// What there is to read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum More {
    /// The newest page.
    #[default]
    Newest,
    /// The page after this cursor.
    After(Rc<str>),
    /// Nothing.
    Nothing,
}

/// Whether a page is being read.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Reading {
    #[default]
    Idle,
    UnderWay,
    Failed(ClientError),
}

/// The log.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Log {
    asked: Asked,
    /// The rows that were read, newest first.
    pub(super) rows: Rc<Vec<Rc<Message>>>,
    /// New messages that are not among the rows, because the reader is further down; newest first.
    pub(super) fresh: Rc<Vec<Rc<Message>>>,
    /// What there is to read.
    pub(super) more: More,
    /// Whether it is being read.
    pub(super) reading: Reading,
    /// What was pushed last; a page that was on its way may be older.
    recent: Vec<Rc<Message>>,
}

/// What can happen to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum LogAction {
    /// A page is asked for.
    Asking,
    /// The page came, or did not.
    Read(Result<MessagePage, ClientError>),
    /// Messages were pushed; new ones wait where the reader is further down.
    Pushed(Vec<Rc<Message>>, Place),
    /// The new ones are shown.
    ShowFresh,
    /// What is here may be old: from the newest page again.
    Again,
}

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the newest messages.
    Top,
    /// Further down, where nothing may move.
    Below,
}

impl Log {
    pub(super) fn of(asked: Asked) -> Self {
        Self { asked, ..Self::default() }
    }

    /// Puts what is known of a message over its row. Whether it has one.
    fn update(&mut self, message: &Rc<Message>) -> bool {
        let is_it = |known: &Rc<Message>| known.id == message.id;
        if let Some(at) = self.fresh.iter().position(is_it) {
            overwrite(&mut self.fresh, at, message);
            return true;
        }
        let first = self.rows.partition_point(|known| known.accepted_at_ms > message.accepted_at_ms);
        let same_moment =
            self.rows.iter().skip(first).take_while(|known| known.accepted_at_ms == message.accepted_at_ms);
        let Some(at) = same_moment.into_iter().position(|known| known.id == message.id) else { return false };
        overwrite(&mut self.rows, first + at, message);
        true
    }

    fn take_push(&mut self, message: Rc<Message>, place: Place) {
        let is_known = self.update(&message);
        if !is_known && self.asked.takes(&message) && self.is_newer(&message) {
            match place {
                Place::Top => insert(&mut self.rows, Rc::clone(&message)),
                Place::Below => insert(&mut self.fresh, Rc::clone(&message)),
            }
        }
        if self.recent.len() == N_RECENT {
            self.recent.remove(0);
        }
        self.recent.push(message);
    }

    /// Whether it belongs above all that was read; before the first page that is not known.
    fn is_newer(&self, message: &Message) -> bool {
        match self.rows.first() {
            Some(first) => message.accepted_at_ms >= first.accepted_at_ms,
            None => self.more == More::Nothing,
        }
    }

    fn take_page(&mut self, page: MessagePage) {
        self.reading = Reading::Idle;
        let is_first = self.more == More::Newest;
        self.more = page.next.map_or(More::Nothing, |next| More::After(next.into()));
        for message in page.messages.into_iter().map(Rc::new) {
            if !self.update(&message) {
                Rc::make_mut(&mut self.rows).push(message);
            }
        }
        for message in std::mem::take(&mut self.recent) {
            let place = if is_first { Place::Top } else { Place::Below };
            self.take_push(message, place);
        }
    }

    fn show_fresh(&mut self) {
        for message in std::mem::take(&mut self.fresh).iter().rev() {
            insert(&mut self.rows, Rc::clone(message));
        }
    }
}

/// Puts `message` in the place of what is known of it, unless that is newer.
fn overwrite(rows: &mut Rc<Vec<Rc<Message>>>, at: usize, message: &Rc<Message>) {
    let is_later = rows.get(at).is_some_and(|known| known != message && is_at_least_as_late(message, known));
    if let Some(row) = Rc::make_mut(rows).get_mut(at).filter(|_| is_later) {
        *row = Rc::clone(message);
    }
}

/// Puts a new message where it belongs, which is at the top or near it.
fn insert(rows: &mut Rc<Vec<Rc<Message>>>, message: Rc<Message>) {
    let at = rows.iter().position(|known| known.accepted_at_ms <= message.accepted_at_ms).unwrap_or(rows.len());
    Rc::make_mut(rows).insert(at, message);
}

impl Reducible for Log {
    type Action = LogAction;

    fn reduce(self: Rc<Self>, action: LogAction) -> Rc<Self> {
        let mut log = (*self).clone();
        match action {
            LogAction::Asking => log.reading = Reading::UnderWay,
            LogAction::Read(Ok(page)) => log.take_page(page),
            LogAction::Read(Err(ClientError::Aborted)) => log.reading = Reading::Idle,
            LogAction::Read(Err(error)) => log.reading = Reading::Failed(error),
            LogAction::Pushed(messages, place) => {
                for message in messages {
                    log.take_push(message, place);
                }
            }
            LogAction::ShowFresh => log.show_fresh(),
            LogAction::Again => log = Self::of(log.asked),
        }
        Rc::new(log)
    }
}

/// A message for tests.
#[cfg(test)]
pub(crate) fn sample(id: &str, accepted_at_ms: i64) -> Message {
    use piecewise_sms::{pieces::Encoding, status::Status};
    Message {
        id: id.into(),
        phone_masked: "+65 •••• 1234".into(),
        country: None,
        template_id: 1,
        template_name: "Order_Shipped_Notification".into(),
        sms_user: "sms_7f3a".into(),
        is_test: false,
        status: Status::Sending,
        unconfirmed: false,
        reason: None,
        encoding: Encoding::Gsm7,
        n_pieces: 1,
        expected_charge: None,
        charge: None,
        currency: "USD".into(),
        accepted_at_ms,
        updated_at_ms: accepted_at_ms,
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::MessagePage;
    use piecewise_sms::status::Status;

    use super::*;

    fn page(ids: &[(&str, i64)], next: Option<&str>) -> LogAction {
        let messages = ids.iter().map(|(id, at_ms)| sample(id, *at_ms)).collect();
        LogAction::Read(Ok(MessagePage { messages, next: next.map(Into::into) }))
    }

    fn pushed(id: &str, at_ms: i64, status: Status, place: Place) -> LogAction {
        let message = Message { status, updated_at_ms: at_ms + 50, ..sample(id, at_ms) };
        LogAction::Pushed(vec![Rc::new(message)], place)
    }

    fn after(actions: impl IntoIterator<Item = LogAction>) -> Rc<Log> {
        actions.into_iter().fold(Rc::new(Log::default()), Reducible::reduce)
    }

    fn ids(rows: &[Rc<Message>]) -> Vec<&str> {
        rows.iter().map(|message| message.id.as_str()).collect()
    }

    /// Nothing moves under the eyes of a reader who is further down.
    #[test]
    fn new_messages_wait_until_they_are_asked_for() {
        let read = page(&[("b", 20), ("a", 10)], Some("10"));
        let log = after([read.clone(), pushed("c", 30, Status::Sending, Place::Below)]);
        assert_eq!((ids(&log.rows), ids(&log.fresh)), (vec!["b", "a"], vec!["c"]));
        let log = log.reduce(pushed("d", 40, Status::Sending, Place::Below)).reduce(LogAction::ShowFresh);
        assert_eq!((ids(&log.rows), log.fresh.len()), (vec!["d", "c", "b", "a"], 0));
        let log = after([read, pushed("c", 30, Status::Sending, Place::Top)]);
        assert_eq!(ids(&log.rows), ["c", "b", "a"]);
    }

    #[test]
    fn a_report_changes_its_row_and_a_late_page_does_not_change_it_back() {
        let report = pushed("a", 10, Status::Delivered, Place::Below);
        let log = after([page(&[("b", 10), ("a", 10)], None), report.clone()]);
        assert_eq!(log.rows[1].status, Status::Delivered);
        let log = after([page(&[("b", 20)], Some("20")), report, page(&[("a", 10)], None)]);
        assert_eq!((ids(&log.rows), log.rows[1].status), (vec!["b", "a"], Status::Delivered));
        assert!(log.fresh.is_empty(), "an old message is not new");
    }

    #[test]
    fn what_is_pushed_before_the_first_page_is_in_it_once() {
        let push = pushed("b", 20, Status::Sending, Place::Top);
        let log = after([LogAction::Asking, push.clone(), page(&[("a", 10)], None)]);
        assert_eq!(ids(&log.rows), ["b", "a"]);
        let log = after([LogAction::Asking, push, page(&[("b", 20), ("a", 10)], None)]);
        assert_eq!(ids(&log.rows), ["b", "a"]);
    }

    #[test]
    fn a_page_that_overlaps_brings_nothing_twice() {
        let log = after([page(&[("b", 20), ("a", 10)], Some("1")), page(&[("a", 10), ("z", 5)], None)]);
        assert_eq!((ids(&log.rows), &log.more), (vec!["b", "a", "z"], &More::Nothing));
        assert_eq!(log.reduce(LogAction::Again).more, More::Newest);
    }
}
