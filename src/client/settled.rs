//! Changes that come thick and fast, passed on at a pace that a page can be read at.

use std::{cell::Cell, rc::Rc};

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// The newest value, passed on at most every `n_ms`, so that a stream of changes neither asks the gateway for each of
/// them nor keeps the page waiting for its end.
#[hook]
pub fn use_settled(newest: u32, n_ms: u32) -> u32 {
    let shown = use_state_eq(|| newest);
    let latest = use_mut_ref(|| newest);
    let timer = use_mut_ref(|| None::<Timeout>);
    let is_waiting = use_memo((), |()| Rc::new(Cell::new(false)));
    *latest.borrow_mut() = newest;
    use_effect_with(newest, {
        let (shown, is_waiting) = (shown.clone(), Rc::clone(&is_waiting));
        move |newest| {
            if *newest == *shown || is_waiting.replace(true) {
                return;
            }
            let passing_on = Timeout::new(n_ms, move || {
                is_waiting.set(false);
                shown.set(*latest.borrow());
            });
            *timer.borrow_mut() = Some(passing_on);
        }
    });
    *shown
}
