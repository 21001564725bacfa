//! A number that changes often, followed at a calm pace.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// `newest`, at most every `period_ms`.
#[hook]
pub(super) fn use_calm(newest: u32, period_ms: u32) -> u32 {
    let shown = use_state_eq(|| newest);
    let latest = use_mut_ref(|| newest);
    *latest.borrow_mut() = newest;
    let setter = shown.setter();
    use_effect_with(*shown != newest, move |is_behind| {
        let timer = is_behind.then(|| Timeout::new(period_ms, move || setter.set(*latest.borrow())));
        move || drop(timer)
    });
    *shown
}
