//! What one page reads for itself.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::{ClientError, Gateway, Loadable, Signal, Task, http::Answer, use_gateway};

/// How long to wait before something that could not be read is read again, the first time.
const FIRST_WAIT_MS: u32 = 3_000;

/// How often that doubles: up to 48 s.
const N_DOUBLINGS: u32 = 4;

/// A value that one page reads, and how to read it again.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource<T> {
    /// The value. While it is read again, the one before stays.
    pub value: Loadable<Rc<T>>,
    /// Reads it again.
    pub retry: Callback<()>,
}

/// Reads a value when the page opens and whenever `(subject, freshness)` changes; takes the request back when the page
/// closes. A new subject starts from nothing; new freshness keeps showing the old value until the new one is here.
#[hook]
pub fn use_resource<S, V, T>(subject: S, freshness: V, fetch: fn(&Gateway, &S, &Signal) -> Answer<T>) -> Resource<T>
where
    S: PartialEq + Clone + 'static,
    V: PartialEq + 'static,
    T: PartialEq + 'static,
{
    let gateway = use_gateway();
    let value = use_state_eq(|| (subject.clone(), Loadable::Waiting));
    let n_retries = use_state_eq(|| 0_u32);
    {
        let setter = value.setter();
        let known = value.clone();
        use_effect_with((subject.clone(), freshness, *n_retries), move |(subject, _, _)| {
            let (before_subject, before) = (*known).clone();
            let mut next = if before_subject == *subject { before } else { Loadable::Waiting };
            setter.set((subject.clone(), next.clone()));
            let subject = subject.clone();
            let task = Task::spawn("read a resource", move |signal| async move {
                let read = fetch(&gateway, &subject, &signal).await;
                if read != Err(ClientError::Aborted) {
                    next.replace(read.map(Rc::new));
                    setter.set((subject, next));
                }
            });
            move || drop(task)
        });
    }
    let retry = {
        let n_retries = n_retries.clone();
        Callback::from(move |()| n_retries.set(n_retries.wrapping_add(1)))
    };
    use_second_attempt(&value.1, *n_retries, retry.clone());
    let value = if value.0 == subject { value.1.clone() } else { Loadable::Waiting };
    Resource { value, retry }
}

/// Reads again by itself what could not be read and may be had in a moment: later each time, or when the gateway says.
#[hook]
fn use_second_attempt<T>(value: &Loadable<Rc<T>>, n_retries: u32, retry: Callback<()>) {
    let error = match value {
        Loadable::Failed(error) if error.may_pass() => Some(error.clone()),
        Loadable::Failed(_) | Loadable::Waiting | Loadable::Ready(_) => None,
    };
    use_effect_with((error, n_retries), move |(error, n_retries)| {
        let timer = error.as_ref().map(|error| {
            let told_ms = error.retry_after_s().and_then(|n| u32::try_from(n.saturating_mul(1_000)).ok());
            let wait_ms = told_ms.unwrap_or(FIRST_WAIT_MS << (*n_retries).min(N_DOUBLINGS));
            Timeout::new(wait_ms, move || retry.emit(()))
        });
        move || drop(timer)
    });
}
