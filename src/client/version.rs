//! A new version of the console: the service worker has its files and waits until the person wants it.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};
use yew::prelude::*;

use super::task::spawn_logged;

/// How often a page that stays open asks for a new version.
const ASK_EVERY_MS: u32 = 60 * 60 * 1_000;

/// What the service worker understands as: go on without the version before. `service-worker.js` has the same word.
const TAKE_OVER: &str = "take-over";

/// A version that is here and not in use.
#[derive(Debug, Clone, PartialEq)]
pub struct NewVersion(ServiceWorker);

impl NewVersion {
    /// Begins to use it: loads the page again as soon as it is in charge.
    pub fn take_over(&self) {
        let Some(container) = container() else { return };
        // Once only, and for as long as the page still lives.
        EventListener::once(&container, "controllerchange", |_| {
            if let Some(window) = web_sys::window() {
                // Where a browser refuses, the person can still do it by hand.
                let _ = window.location().reload();
            }
        })
        .forget();
        // A worker that is gone meanwhile has nothing left to hand over.
        let _ = self.0.post_message(&JsValue::from_str(TAKE_OVER));
    }
}

/// The new version, once there is one.
#[hook]
pub fn use_new_version() -> Option<NewVersion> {
    let found = use_state_eq(|| None::<NewVersion>);
    let setter = found.setter();
    use_effect_with((), move |()| {
        let watching: Rc<RefCell<Option<Watch>>> = Rc::default();
        let keep = Rc::clone(&watching);
        spawn_logged("wait for a new version", async move {
            let found = Callback::from(move |worker| setter.set(Some(NewVersion(worker))));
            if let Some(watch) = Watch::start(found).await {
                *keep.borrow_mut() = Some(watch);
            }
        });
        move || drop(watching.take())
    });
    (*found).clone()
}

/// Looks out for a new version until it is dropped.
struct Watch {
    _found: EventListener,
    _asking: Interval,
}

impl Watch {
    async fn start(on_new: Callback<ServiceWorker>) -> Option<Self> {
        // Without a service worker, as under development, this never goes on.
        let registration: ServiceWorkerRegistration =
            JsFuture::from(container()?.ready().ok()?).await.ok()?.dyn_into().ok()?;
        if let Some(waiting) = registration.waiting() {
            on_new.emit(waiting);
        }
        let source = registration.clone();
        let found = EventListener::new(&registration, "updatefound", move |_| {
            if let Some(worker) = source.installing() {
                report_when_installed(&worker, on_new.clone());
            }
        });
        let asking = Interval::new(ASK_EVERY_MS, move || {
            // Without a network there is no new version to find.
            drop(registration.update());
        });
        Some(Self { _found: found, _asking: asking })
    }
}

fn report_when_installed(worker: &ServiceWorker, on_new: Callback<ServiceWorker>) {
    let source = worker.clone();
    EventListener::new(worker, "statechange", move |_| {
        // The very first version has nobody to take over from.
        let is_first = container().is_none_or(|container| container.controller().is_none());
        if source.state() == ServiceWorkerState::Installed && !is_first {
            on_new.emit(source.clone());
        }
    })
    .forget();
}

/// The browser's service workers; none on pages that may not have one.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?.dyn_into().ok()
}
