//! Keeps what is known of the gateway. What finds out about it is a part of its own, [`Live`](super::Live), which is
//! loaded when there is somebody to ask about: who only counts pieces never loads it.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{Gateway, GatewayState, SessionState, SignedOutWhy, gateway::Link, task::spawn_logged};
use crate::{
    parts::{self, Part},
    routes::Route,
};

/// How long to wait before the part is asked for again.
const RETRY_MS: u32 = 5_000;

/// The state in a reducer. What changes it is worked out by [`Link::dispatch`], which is not loaded at the start.
#[derive(Default)]
pub(super) struct Store {
    state: Rc<GatewayState>,
}

impl Store {
    /// What is known before anybody was asked: where nobody was ever signed in, there is nobody to ask about.
    fn first(token: Option<&AttrValue>) -> Self {
        let mut state = GatewayState::default();
        if token.is_none() && !Link::was_signed_in() {
            state.session = SessionState::SignedOut(SignedOutWhy::NeverSignedIn);
        }
        Self { state: Rc::new(state) }
    }
}

impl Reducible for Store {
    type Action = Rc<GatewayState>;

    fn reduce(self: Rc<Self>, state: Rc<GatewayState>) -> Rc<Self> {
        if Rc::ptr_eq(&state, &self.state) { self } else { Rc::new(Self { state }) }
    }
}

/// Props of [`GatewayProvider`].
#[derive(Properties, PartialEq)]
pub struct GatewayProviderProps {
    /// The one-time token of the sign-in link, if the console was opened with one.
    #[prop_or_default]
    pub token: Option<AttrValue>,
    /// What talks to the gateway.
    pub children: Html,
}

/// Provides the gateway to everything inside: signs in, reads, and listens.
#[component]
pub fn GatewayProvider(props: &GatewayProviderProps) -> Html {
    let store = {
        let token = props.token.clone();
        use_reducer(move || Store::first(token.as_ref()))
    };
    let link = use_memo((), |()| Link::new(store.dispatcher(), Rc::clone(&store.state), props.token.clone()));
    let is_live = use_live(&link, &store.state);
    let gateway = Gateway::new(Rc::clone(&store.state), (*link).clone());
    let live = if is_live { parts::draw_of(Part::Gateway) } else { None };
    html! {
        <ContextProvider<Gateway> context={gateway}>
            { props.children.clone() }
            { live.map_or_else(Html::default, |draw| draw(&Route::NotFound)) }
        </ContextProvider<Gateway>>
    }
}

/// Loads what talks to the gateway once there is something to ask, and says whether it is here.
#[hook]
fn use_live(link: &Rc<Link>, state: &Rc<GatewayState>) -> bool {
    let is_here = use_state_eq(|| false);
    let n_attempts = use_state_eq(|| 0_u32);
    let is_wanted = !matches!(state.session, SessionState::SignedOut(_));
    {
        let (is_here, link, setter) = (is_here.clone(), Rc::clone(link), n_attempts.setter());
        use_effect_with((is_wanted && !*is_here, *n_attempts), move |(is_wanted, n_attempts)| {
            let retry: Rc<RefCell<Option<Timeout>>> = Rc::default();
            let (later, n_attempts) = (Rc::clone(&retry), *n_attempts);
            if *is_wanted {
                spawn_logged("load what talks to the gateway", async move {
                    if parts::load(Part::Gateway).await.is_ok() {
                        is_here.set(true);
                    } else {
                        link.is_unreachable();
                        later.replace(Some(Timeout::new(RETRY_MS, move || setter.set(n_attempts.wrapping_add(1)))));
                    }
                });
            }
            move || drop(retry.take())
        });
    }
    *is_here
}
