//! What talks to the gateway while the console is open: asks who we are, listens, and asks again.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::{Interval, Timeout};
use piecewise_api::Push;
use yew::prelude::*;

use super::{
    Action, ClientError, GatewayState, SessionState, SignedOutWhy,
    events::{EventStream, StreamEvent},
    gateway::{Link, use_gateway},
    task::spawn_logged,
};

/// How long to wait before a refused stream is opened again, and between questions to a gateway that is away.
const RETRY_MS: u32 = 5_000;

/// How long a page in the background keeps its stream.
const LEAVING_MS: u32 = 30_000;

/// Keeps what is known of the gateway fresh. Draws nothing.
#[component]
pub fn Live() -> Html {
    let (state, link) = use_gateway().into_parts();
    let link = use_memo((), |()| link);
    use_first_question(&link, &state);
    use_stream(&link, &state);
    use_patience(&link, &state);
    use_second_attempts(&link, &state);
    use_return(&link, &state);
    Html::default()
}

/// Finds the gateway and asks it who we are, once, unless that is known by now.
#[hook]
fn use_first_question(link: &Rc<Link>, state: &Rc<GatewayState>) {
    let link = Rc::clone(link);
    let is_unknown = state.session().is_none();
    use_effect_with((), move |()| {
        if is_unknown {
            spawn_logged("ask the gateway who we are", async move {
                link.find().await;
                match link.take_token() {
                    Some(token) => link.sign_in(token.to_string()).await,
                    None => link.ask_who().await,
                }
            });
        }
    });
}

/// While somebody is signed in: opens the event stream, then reads everything, so that nothing falls between the two.
#[hook]
fn use_stream(link: &Rc<Link>, state: &Rc<GatewayState>) {
    let is_signed_in = state.session().is_some();
    let is_looked_at = use_is_looked_at();
    let n_attempts = use_state_eq(|| 0_u32);
    let setter = n_attempts.setter();
    let link = Rc::clone(link);
    use_effect_with((is_signed_in && is_looked_at, *n_attempts), move |(is_wanted, n_attempts)| {
        let n_attempts = *n_attempts;
        let address = link.address().ok().map(str::to_owned);
        let retry: Rc<Cell<Option<Timeout>>> = Rc::default();
        let later = Rc::clone(&retry);
        let has_read = Rc::new(Cell::new(false));
        let on_event = move |event| {
            let read_all = || {
                has_read.set(true);
                link.read_all();
            };
            match event {
                StreamEvent::Opened => link.dispatch(Action::StreamOpened),
                StreamEvent::Broke | StreamEvent::Refused => link.dispatch(Action::StreamBroke),
                StreamEvent::Pushed(ref push) if **push == Push::Reset => read_all(),
                StreamEvent::Pushed(ref push) => link.dispatch(Action::Pushed((**push).clone())),
            }
            if !has_read.get() {
                read_all();
            }
            if event == StreamEvent::Refused {
                let asking = Rc::clone(&link);
                spawn_logged(
                    "ask why the stream was refused",
                    async move { asking.ask_whether_still_signed_in().await },
                );
                let setter = setter.clone();
                later.set(Some(Timeout::new(RETRY_MS, move || setter.set(n_attempts.wrapping_add(1)))));
            }
        };
        let stream = address.filter(|_| *is_wanted).and_then(|address| EventStream::open(&address, on_event));
        move || {
            drop(stream);
            drop(retry.take());
        }
    });
}

/// While no gateway answers: asks again from time to time, so that nobody has to reload the page.
#[hook]
fn use_patience(link: &Rc<Link>, state: &Rc<GatewayState>) {
    let is_away = state.session == SessionState::Offline(ClientError::Offline);
    let link = Rc::clone(link);
    use_effect_with(is_away, move |is_away| {
        let asking = is_away.then(|| {
            Interval::new(RETRY_MS, move || {
                let link = Rc::clone(&link);
                spawn_logged("ask whether the gateway is back", async move {
                    link.find().await;
                    link.ask_who().await;
                });
            })
        });
        move || drop(asking)
    });
}

/// While something could not be read: reads again from time to time, so that a page recovers by itself.
#[hook]
fn use_second_attempts(link: &Rc<Link>, state: &Rc<GatewayState>) {
    let is_wanted = state.session().is_some() && state.is_missing_something();
    let link = Rc::clone(link);
    use_effect_with(is_wanted, move |is_wanted| {
        let reading = is_wanted.then(|| Interval::new(RETRY_MS, move || link.read_all()));
        move || drop(reading)
    });
}

/// After a session has ended: asks who we are when the person comes back to this tab, perhaps from signing in in another.
#[hook]
fn use_return(link: &Rc<Link>, state: &Rc<GatewayState>) {
    let has_ended = state.session == SessionState::SignedOut(SignedOutWhy::Ended);
    let link = Rc::clone(link);
    use_effect_with(has_ended, move |has_ended| {
        let window = web_sys::window().filter(|_| *has_ended);
        let listener = window.map(|window| {
            EventListener::new(&window, "focus", move |_| {
                let link = Rc::clone(&link);
                spawn_logged("ask whether somebody signed in", async move { link.ask_who().await });
            })
        });
        move || drop(listener)
    });
}

/// Whether somebody looks at the page, or did a moment ago. A page in the background lets go of its stream, because a
/// browser has six connections to a gateway over HTTP/1.1, and every open tab would hold one of them.
#[hook]
fn use_is_looked_at() -> bool {
    let is_looked_at = use_state_eq(|| true);
    let setter = is_looked_at.setter();
    use_effect_with((), move |()| {
        let listener = web_sys::window().and_then(|window| window.document()).map(|document| {
            let leaving: Cell<Option<Timeout>> = Cell::default();
            let page = document.clone();
            EventListener::new(&document, "visibilitychange", move |_| {
                if page.hidden() {
                    let setter = setter.clone();
                    leaving.set(Some(Timeout::new(LEAVING_MS, move || setter.set(false))));
                } else {
                    leaving.set(None);
                    setter.set(true);
                }
            })
        });
        move || drop(listener)
    });
    *is_looked_at
}
