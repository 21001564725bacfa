//! Keeping the draft on this device: by itself soon after a change, at once when the page is left.

use std::{cell::RefCell, rc::Rc};

use crate::i18n::t;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::state::{Action, Editing, Keeping};
use crate::{
    client::spawn_logged,
    components::{Icon, IconName},
    drafts::{self, Overwrite, StoreError},
    markup::html,
};

/// From the first change that is not kept to the write: below the two seconds that R-160 allows.
const SOON_MS: u32 = 1_200;

/// Writes the draft.
pub(super) type Keep = Rc<dyn Fn(Overwrite)>;

/// Keeps the draft without being asked; returns what keeps it when a person asks.
#[hook]
pub(super) fn use_keeping(editing: &UseReducerHandle<Editing>, on_kept: &Callback<String>) -> Keep {
    let latest = use_mut_ref(|| (**editing).clone());
    *latest.borrow_mut() = (**editing).clone();
    let keep: Keep = {
        let (latest, dispatcher, on_kept) = (Rc::clone(&latest), editing.dispatcher(), on_kept.clone());
        Rc::new(move |overwrite| {
            let draft = latest.borrow().draft.clone();
            let (dispatcher, on_kept) = (dispatcher.clone(), on_kept.clone());
            dispatcher.dispatch(Action::Writing);
            spawn_logged("keep the draft", async move {
                let stored = drafts::put(draft, overwrite).await;
                if let Ok(draft) = &stored {
                    on_kept.emit(draft.id.clone());
                }
                dispatcher.dispatch(Action::Stored(stored));
            });
        })
    };
    use_effect_with(editing.is_waiting(), {
        let keep = Rc::clone(&keep);
        move |is_waiting| {
            let soon = is_waiting.then(|| Timeout::new(SOON_MS, move || keep(Overwrite::Same)));
            move || drop(soon)
        }
    });
    use_effect_with((), move |()| {
        let listener = {
            let latest = Rc::clone(&latest);
            web_sys::window().map(|window| EventListener::new(&window, "pagehide", move |_| write_what_waits(&latest)))
        };
        move || {
            write_what_waits(&latest);
            drop(listener);
        }
    });
    keep
}

/// The page is being left: nothing of it will see the answer.
fn write_what_waits(latest: &Rc<RefCell<Editing>>) {
    let editing = latest.borrow();
    if editing.is_waiting() {
        let draft = editing.draft.clone();
        spawn_logged("keep the draft of a page that is left", async move {
            // A refusal here finds nobody to tell; the draft in this browser stays as it was.
            let _ = drafts::put(draft, Overwrite::Same).await;
        });
    }
}

/// Props of [`KeepingLine`].
#[derive(Properties, PartialEq)]
pub(super) struct KeepingLineProps {
    /// Whether the draft is kept.
    pub(super) keeping: Keeping,
}

/// Says in a few words whether the draft is kept.
#[component]
pub(super) fn KeepingLine(props: &KeepingLineProps) -> Html {
    let (icon, words) = match &props.keeping {
        Keeping::Untouched => return html! { <span class="keeping muted small" /> },
        Keeping::Changed | Keeping::Writing => (IconName::Clock, t!("editor.keeping")),
        Keeping::Kept => (IconName::Check, t!("editor.kept")),
        Keeping::Refused(_) => (IconName::Warning, t!("editor.not_kept")),
    };
    html! {
        <span class="keeping muted small" role="status" data-test="keeping">
            <Icon name={icon} />
            <span>{ words }</span>
        </span>
    }
}

/// Props of [`Conflict`].
#[derive(Properties, PartialEq)]
pub(super) struct ConflictProps {
    /// Whether the draft is kept.
    pub(super) keeping: Keeping,
    /// Keeps what is written here, over whatever is there.
    pub(super) on_keep_mine: Callback<()>,
    /// Changes the draft.
    pub(super) on: Callback<Action>,
}

/// Says why the draft is not kept and lets a person decide. Nothing while all is well.
#[component]
pub(super) fn Conflict(props: &ConflictProps) -> Html {
    let Keeping::Refused(error) = &props.keeping else { return Html::default() };
    let keep_mine = props.on_keep_mine.reform(|_: MouseEvent| ());
    let (words, keep_words) = match error {
        StoreError::Changed(_) => (t!("editor.conflict_changed"), t!("editor.keep_mine")),
        StoreError::Deleted => (t!("editor.conflict_deleted"), t!("editor.keep_mine")),
        StoreError::Unavailable => (t!("editor.storage_unavailable"), t!("editor.try_again")),
    };
    html! {
        <div class="notice notice-warning" role="alert" data-test="draft-conflict">
            <Icon name={IconName::Warning} />
            <div class="notice-body">
                <p>{ words }</p>
                <div class="row">
                    <button class="button button-small" type="button" onclick={keep_mine}>{ keep_words }</button>
                    if let StoreError::Changed(theirs) = error {
                        <button class="button button-small" type="button" onclick={take_theirs(&props.on, theirs)}>
                            { t!("editor.take_theirs") }
                        </button>
                    }
                </div>
            </div>
        </div>
    }
}

fn take_theirs(on: &Callback<Action>, theirs: &drafts::Draft) -> Callback<MouseEvent> {
    let theirs = theirs.clone();
    on.reform(move |_: MouseEvent| Action::Opened(theirs.clone()))
}
