//! Work that goes on while a page is open.

use std::future::Future;

use web_sys::{AbortController, AbortSignal};
use yew::platform::spawn_local;

/// Tells a request that the page which asked is gone.
#[derive(Debug, Clone)]
pub struct Signal(Option<AbortSignal>);

impl Signal {
    /// For requests that run to their end whatever becomes of the page.
    pub const fn never() -> Self {
        Self(None)
    }

    /// Whether the page is gone.
    pub fn is_aborted(&self) -> bool {
        self.0.as_ref().is_some_and(AbortSignal::aborted)
    }

    pub(super) fn as_abort_signal(&self) -> Option<&AbortSignal> {
        self.0.as_ref()
    }
}

/// A piece of work with requests in it; dropping it takes the requests back.
#[derive(Debug)]
pub struct Task {
    controller: Option<AbortController>,
}

impl Task {
    /// Starts `work`. Its requests end as [`Aborted`](super::ClientError::Aborted) when the task is dropped.
    pub fn spawn<F: Future<Output = ()> + 'static>(name: &'static str, work: impl FnOnce(Signal) -> F) -> Self {
        let controller = AbortController::new().ok();
        spawn_logged(name, work(Signal(controller.as_ref().map(AbortController::signal))));
        Self { controller }
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        if let Some(controller) = &self.controller {
            // Without a reason: gloo-net panics on an error value that is not an `Error`.
            controller.abort();
        }
    }
}

/// Starts `work` and lets it run to its end; `name` says what it is for in a developer's console.
pub fn spawn_logged<F: Future<Output = ()> + 'static>(name: &'static str, work: F) {
    spawn_local(async move {
        if cfg!(debug_assertions) {
            web_sys::console::debug_1(&name.into());
        }
        work.await;
    });
}
