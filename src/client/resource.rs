//! What one page reads for itself.

use std::rc::Rc;

use yew::prelude::*;

use super::{ClientError, Gateway, Loadable, Signal, Task, http::Answer, use_gateway};

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
    let value = if value.0 == subject { value.1.clone() } else { Loadable::Waiting };
    Resource { value, retry }
}
