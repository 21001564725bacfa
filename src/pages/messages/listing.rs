//! The rows of the log in a frame of their own: of a hundred thousand only those in sight are drawn, older ones are
//! read on the way down, and new ones wait above where the reader is further down.

use std::rc::Rc;

use gloo_events::EventListener;
use piecewise_api::{Message, MessageSearch};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    asked::Asked,
    log::{Log, LogAction, More, Place, Reading},
    row::{head, row, unread_row},
    sight::Sight,
};
use crate::{
    client::{Gateway, Signal, Task, calls, use_gateway},
    components::{ErrorNotice, Waiting, use_clock},
    format,
    i18n::{plural, t},
    markup::html,
};

/// Rows of the first page, and of those after it.
const N_ROWS: (u32, u32) = (100, 500);

/// So many rows before the last one that was read, the next page is asked for.
const N_AHEAD: usize = 30;

/// Props of [`Listing`].
#[derive(Properties, PartialEq)]
pub(super) struct ListingProps {
    /// Which messages. A listing keeps to what it was made for.
    pub(super) asked: Asked,
    /// How many there are, where that is known.
    pub(super) n_all: Option<u64>,
    /// What stands here where there is none.
    pub(super) children: Html,
}

/// Lists messages.
#[component]
pub(super) fn Listing(props: &ListingProps) -> Html {
    let gateway = use_gateway();
    let now_ms = use_clock(10_000);
    let log = {
        let asked = props.asked.clone();
        use_reducer(|| Log::of(asked))
    };
    let frame = use_node_ref();
    let sight = use_sight(&frame, log.rows.len());
    use_pushes(&gateway, &log, sight);
    let n_rows = n_rows(&log, props.n_all).min(sight.n_rows_at_most());
    let drawn = sight.drawn(n_rows);
    use_reading(&gateway, &log, &props.asked, drawn.end);
    let onkeydown = use_arrows(&frame, sight);

    let show_fresh = {
        let (dispatcher, frame) = (log.dispatcher(), frame.clone());
        Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(LogAction::ShowFresh);
            if let Some(frame) = frame.cast::<HtmlElement>() {
                frame.set_scroll_top(0);
                // A frame that is gone already leaves the focus where it is.
                let _ = frame.focus();
            }
        })
    };
    let on_retry = {
        let dispatcher = log.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(LogAction::Read(Err(crate::client::ClientError::Aborted))))
    };
    if log.rows.is_empty() && log.fresh.is_empty() {
        return match (&log.reading, &log.more) {
            (Reading::Failed(error), _) => html! { <ErrorNotice error={error.clone()} {on_retry} /> },
            (_, More::Nothing) => props.children.clone(),
            _ => html! { <Waiting /> },
        };
    }
    html! {
        <div class="log">
            <div class="log-news" role="status">
                if !log.fresh.is_empty() {
                    <button class="button button-small" type="button" onclick={show_fresh} data-test="show-new">
                        { plural("messages.n_new", log.fresh.len() as u64) }
                    </button>
                }
            </div>
            <div
                class="log-frame"
                ref={frame}
                tabindex="0"
                role="region"
                aria-label={t!("nav.messages")}
                {onkeydown}
                data-test="log"
                data-read={log.rows.len().to_string()}
            >
                <table class="data messages" aria-rowcount={(n_rows + 1).to_string()}>
                    { head() }
                    <tbody>
                        <Space key="above" n_px={drawn.start * sight.row_px} />
                        for at in drawn.clone() {
                            if let Some(message) = log.rows.get(at) {
                                { row(message, at, now_ms) }
                            } else {
                                { unread_row(at) }
                            }
                        }
                        <Space key="below" n_px={(n_rows - drawn.end) * sight.row_px} />
                    </tbody>
                </table>
            </div>
            <div class="data-more">
                <span class="figure" data-test="n-messages">{ how_many(&log, props.n_all) }</span>
                if log.reading == Reading::UnderWay {
                    <span role="status">{ t!("messages.reading") }</span>
                }
                if let Reading::Failed(error) = &log.reading {
                    <ErrorNotice error={error.clone()} {on_retry} />
                }
            </div>
        </div>
    }
}

/// Props of [`Space`].
#[derive(Properties, PartialEq)]
struct SpaceProps {
    n_px: usize,
}

/// The room of rows that are not drawn. The page's policy forbids style attributes, but not the style itself.
#[component]
fn Space(props: &SpaceProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.n_px), |(node, n_px)| {
        if let Some(cell) = node.cast::<HtmlElement>() {
            // A cell that is gone already needs no room.
            let _ = cell.style().set_property("height", &format!("{n_px}px"));
        }
    });
    html! {
        <tr class="log-space" aria-hidden="true"><td ref={node} /></tr>
    }
}

/// How many rows the list has, those included that are not read yet.
fn n_rows(log: &Log, n_all: Option<u64>) -> usize {
    let n_read = log.rows.len();
    if log.more == More::Nothing {
        return n_read;
    }
    let n_all = n_all.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    n_all.saturating_sub(log.fresh.len()).max(n_read + 1)
}

fn how_many(log: &Log, n_all: Option<u64>) -> String {
    let n_read = log.rows.len() as u64;
    match (&log.more, n_all) {
        (More::Nothing, _) => plural("messages.n_read", n_read),
        (_, Some(n_all)) => plural("messages.n_read", n_all),
        (_, None) => t!("messages.n_so_far", n = format::integer(n_read)),
    }
}

/// Watches which rows are in sight.
#[hook]
fn use_sight(frame: &NodeRef, n_rows: usize) -> Sight {
    let sight = use_state_eq(Sight::default);
    let measure = {
        let (frame, setter) = (frame.clone(), sight.setter());
        Rc::new(move || {
            let Some(frame) = frame.cast::<Element>() else { return };
            let first = frame.query_selector(".log-row").ok().flatten();
            let Some(row) = first.and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
            let px = |length: i32| usize::try_from(length).unwrap_or_default();
            setter.set(Sight::of(px(frame.scroll_top()), px(frame.client_height()), px(row.offset_height())));
        })
    };
    use_effect_with((frame.clone(), n_rows > 0), {
        let measure = Rc::clone(&measure);
        move |(frame, _)| {
            let on = |target: &web_sys::EventTarget, name: &'static str| {
                let measure = Rc::clone(&measure);
                EventListener::new(target, name, move |_| measure())
            };
            measure();
            // `scroll` does not bubble, so Yew's delegated events do not see it.
            let scrolling = frame.cast::<Element>().map(|frame| on(&frame, "scroll"));
            let resizing = web_sys::window().map(|window| on(&window, "resize"));
            move || drop((scrolling, resizing))
        }
    });
    *sight
}

/// Puts what was pushed since into the log, and begins again where changes were missed.
#[hook]
fn use_pushes(gateway: &Gateway, log: &UseReducerHandle<Log>, sight: Sight) {
    let seen = use_mut_ref(|| gateway.revision);
    let place = if sight.is_top { Place::Top } else { Place::Below };
    let dispatcher = log.dispatcher();
    use_effect_with(gateway.revision, {
        let (gateway, dispatcher) = (gateway.clone(), dispatcher.clone());
        move |revision| {
            let before = seen.replace(*revision);
            let new: Vec<Rc<Message>> =
                gateway.pushed.iter().filter(|(at, _)| *at > before).map(|(_, message)| Rc::clone(message)).collect();
            if !new.is_empty() {
                dispatcher.dispatch(LogAction::Pushed(new, place));
            }
        }
    });
    let resets = use_mut_ref(|| gateway.n_resets);
    use_effect_with(gateway.n_resets, {
        let dispatcher = dispatcher.clone();
        move |n_resets| {
            if resets.replace(*n_resets) != *n_resets {
                dispatcher.dispatch(LogAction::Again);
            }
        }
    });
    // Back at the top there is nothing that could jump.
    use_effect_with((sight.is_top, log.fresh.is_empty()), move |(is_top, has_none)| {
        if *is_top && !has_none {
            dispatcher.dispatch(LogAction::ShowFresh);
        }
    });
}

/// Reads the next page while rows that are not read are in sight.
#[hook]
fn use_reading(gateway: &Gateway, log: &UseReducerHandle<Log>, asked: &Asked, n_wanted: usize) {
    let n_read = log.rows.len();
    let cursor = match &log.more {
        More::Newest => Some(None),
        More::After(cursor) => Some(Some(Rc::clone(cursor))),
        More::Nothing => None,
    };
    let wanted = cursor.filter(|_| match log.reading {
        Reading::Idle => n_wanted + N_AHEAD >= n_read,
        Reading::UnderWay => true,
        Reading::Failed(_) => false,
    });
    let (gateway, dispatcher, asked) = (gateway.clone(), log.dispatcher(), asked.clone());
    use_effect_with(wanted, move |wanted| {
        let task = wanted.clone().map(|cursor| {
            dispatcher.dispatch(LogAction::Asking);
            Task::spawn("read messages", move |signal| async move {
                let read = read(&gateway, &asked, cursor.as_deref(), &signal).await;
                if !signal.is_aborted() {
                    dispatcher.dispatch(LogAction::Read(read));
                }
            })
        });
        move || drop(task)
    });
}

async fn read(
    gateway: &Gateway,
    asked: &Asked,
    before: Option<&str>,
    signal: &Signal,
) -> Result<piecewise_api::MessagePage, crate::client::ClientError> {
    let n_rows = if before.is_none() { N_ROWS.0 } else { N_ROWS.1 };
    let call = match &asked.phone {
        None => calls::messages::log(&asked.filter, n_rows, before, signal),
        Some(phone) => {
            let search = MessageSearch {
                phone: phone.to_string(),
                filter: asked.filter.clone(),
                before: before.map(Into::into),
                limit: Some(n_rows),
            };
            calls::messages::search(&search, signal)
        }
    };
    gateway.ask(call).await
}

/// The arrow keys go from row to row.
#[hook]
fn use_arrows(frame: &NodeRef, sight: Sight) -> Callback<KeyboardEvent> {
    let wanted = use_mut_ref(|| None::<usize>);
    use_effect({
        let (frame, wanted) = (frame.clone(), Rc::clone(&wanted));
        move || {
            let at = *wanted.borrow();
            if at.is_some_and(|at| focus_row(&frame, at)) {
                wanted.replace(None);
            }
        }
    });
    let frame = frame.clone();
    Callback::from(move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let here = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = here.and_then(|here| here.closest("[data-at]").ok().flatten());
        let at = row.and_then(|row| row.get_attribute("data-at")?.parse::<usize>().ok());
        let (Some(next), Some(list)) = (at.and_then(|at| at.checked_add_signed(by)), frame.cast::<Element>()) else {
            return;
        };
        event.prevent_default();
        if !focus_row(&frame, next) {
            // Not drawn yet: it is once the list is scrolled to it.
            wanted.replace(Some(next));
            list.set_scroll_top(i32::try_from(next * sight.row_px).unwrap_or(i32::MAX));
        }
    })
}

/// Moves the focus to a row, where it is drawn.
fn focus_row(frame: &NodeRef, at: usize) -> bool {
    let frame = frame.cast::<Element>();
    let link = frame.and_then(|frame| frame.query_selector(&format!("[data-at=\"{at}\"] a")).ok().flatten());
    link.and_then(|link| link.dyn_into::<HtmlElement>().ok()).is_some_and(|link| link.focus().is_ok())
}
