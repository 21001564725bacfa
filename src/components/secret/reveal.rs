//! A key in sight for thirty seconds at most, and gone when the person looks away. It lives in this one state
//! and nowhere else: no context, no storage, no log.

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use yew::prelude::*;

use super::Secret;
use crate::client::{ClientError, SmsKey, Task, use_gateway};

/// How long a key is shown.
pub(super) const N_SECONDS_SHOWN: u32 = 30;

/// What is to be seen of a key.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum KeyView {
    /// A mask; the page does not have the key.
    Masked,
    /// The gateway was asked for it.
    Asking,
    /// The key itself.
    Shown {
        /// The key.
        key: SmsKey,
        /// Until it is hidden.
        n_seconds_left: u32,
    },
    /// The gateway refused.
    Refused(ClientError),
}

/// What can happen to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum KeyAction {
    /// The person asked.
    Ask,
    /// The gateway answered.
    Answered(Result<SmsKey, ClientError>),
    /// A second went by.
    Tick,
    /// The person hid it, or looked away.
    Hide,
}

impl Reducible for KeyView {
    type Action = KeyAction;

    fn reduce(self: std::rc::Rc<Self>, action: KeyAction) -> std::rc::Rc<Self> {
        match (&*self, action) {
            (Self::Masked | Self::Refused(_), KeyAction::Ask) => Self::Asking.into(),
            // An answer that comes after the person looked away is thrown away.
            (Self::Asking, KeyAction::Answered(Ok(key))) => Self::Shown { key, n_seconds_left: N_SECONDS_SHOWN }.into(),
            (Self::Asking, KeyAction::Answered(Err(error))) => Self::Refused(error).into(),
            (Self::Shown { key, n_seconds_left }, KeyAction::Tick) if *n_seconds_left > 1 => {
                Self::Shown { key: key.clone(), n_seconds_left: n_seconds_left - 1 }.into()
            }
            (Self::Shown { .. }, KeyAction::Tick | KeyAction::Hide) | (Self::Asking, KeyAction::Hide) => {
                Self::Masked.into()
            }
            _ => self,
        }
    }
}

/// A key and what can be done with it.
pub(super) struct Reveal {
    /// What is to be seen.
    pub(super) view: KeyView,
    /// Asks for it.
    pub(super) show: Callback<()>,
    /// Hides it.
    pub(super) hide: Callback<()>,
}

/// A key, hidden at first.
#[hook]
pub(super) fn use_reveal(secret: Secret) -> Reveal {
    let gateway = use_gateway();
    let view = use_reducer(|| KeyView::Masked);
    let is_shown = matches!(*view, KeyView::Shown { .. });
    let is_asking = *view == KeyView::Asking;
    let dispatcher = view.dispatcher();

    use_effect_with(is_asking, {
        let dispatcher = dispatcher.clone();
        move |is_asking| {
            let task = is_asking.then(|| {
                Task::spawn("reveal a key", move |signal| async move {
                    let answer = match secret {
                        Secret::SmsKey(sms_user) => gateway.reveal_key(&sms_user, &signal).await,
                        Secret::AppKey => gateway.reveal_app_key(&signal).await,
                    };
                    if answer != Err(ClientError::Aborted) {
                        dispatcher.dispatch(KeyAction::Answered(answer));
                    }
                })
            });
            move || drop(task)
        }
    });
    use_effect_with(is_shown, {
        let dispatcher = dispatcher.clone();
        move |is_shown| {
            let watching = is_shown.then(|| watch(&dispatcher));
            move || drop(watching)
        }
    });

    let show = use_callback(dispatcher.clone(), |(), dispatcher| dispatcher.dispatch(KeyAction::Ask));
    let hide = use_callback(dispatcher, |(), dispatcher| dispatcher.dispatch(KeyAction::Hide));
    Reveal { view: (*view).clone(), show, hide }
}

/// Counts the seconds and notices when the person looks away; stops when dropped.
fn watch(dispatcher: &UseReducerDispatcher<KeyView>) -> (Interval, [Option<EventListener>; 2]) {
    let ticking = Interval::new(1_000, {
        let dispatcher = dispatcher.clone();
        move || dispatcher.dispatch(KeyAction::Tick)
    });
    let window = web_sys::window();
    let document = window.as_ref().and_then(web_sys::Window::document);
    let left = window.map(|window| {
        let dispatcher = dispatcher.clone();
        EventListener::new(&window, "blur", move |_| dispatcher.dispatch(KeyAction::Hide))
    });
    let hidden = document.map(|document| {
        let dispatcher = dispatcher.clone();
        EventListener::new(&document, "visibilitychange", move |_| dispatcher.dispatch(KeyAction::Hide))
    });
    (ticking, [left, hidden])
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::{KeyAction, KeyView, N_SECONDS_SHOWN};
    use crate::client::{ClientError, SmsKey};

    fn after(actions: impl IntoIterator<Item = KeyAction>) -> KeyView {
        let first = Rc::new(KeyView::Masked);
        (*actions.into_iter().fold(first, Reducible::reduce)).clone()
    }

    fn answered() -> KeyAction {
        KeyAction::Answered(Ok(SmsKey::sample("canary")))
    }

    ///
    #[test]
    fn a_key_is_shown_for_thirty_seconds() {
        let ticks = |n: u32| (0..n).map(|_| KeyAction::Tick);
        let shown = after([KeyAction::Ask, answered()].into_iter().chain(ticks(N_SECONDS_SHOWN - 1)));
        assert!(matches!(shown, KeyView::Shown { n_seconds_left: 1, .. }));
        let hidden = after([KeyAction::Ask, answered()].into_iter().chain(ticks(N_SECONDS_SHOWN)));
        assert_eq!(hidden, KeyView::Masked);
    }

    #[test]
    fn an_answer_after_the_person_looked_away_is_thrown_away() {
        assert_eq!(after([KeyAction::Ask, KeyAction::Hide, answered()]), KeyView::Masked);
        assert_eq!(after([KeyAction::Ask, answered(), KeyAction::Hide]), KeyView::Masked);
    }

    #[test]
    fn a_refusal_is_shown_and_can_be_tried_again() {
        let refused = KeyAction::Answered(Err(ClientError::Offline));
        assert_eq!(after([KeyAction::Ask, refused.clone()]), KeyView::Refused(ClientError::Offline));
        assert_eq!(after([KeyAction::Ask, refused, KeyAction::Ask]), KeyView::Asking);
    }

    /// not even a log of the state holds the key.
    #[test]
    fn the_key_cannot_be_printed_by_accident() {
        assert!(!format!("{:?}", after([KeyAction::Ask, answered()])).contains("canary"));
    }
}
