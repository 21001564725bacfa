//! The list of templates: drafts on this device and templates on the gateway, as the address asks for them.

use std::rc::Rc;

use piecewise_api::Permission;
use piecewise_sms::template::ContentType;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::{
    files::ExportDrafts,
    order::Order,
    remove::{Doomed, Remove},
    rows::{Row, Shelf, rows},
    table::table,
};
use crate::{
    client::{Gateway, Loadable, SessionState, spawn_logged, use_gateway},
    components::{ErrorNotice, Icon, IconName, PageHead, Waiting, use_clock},
    drafts::{self, Draft, Overwrite, StoreError},
    i18n::{self, t},
    markup::html,
    query::{Query, View, use_view},
    routes::Route,
};

/// Every template, wherever it is.
#[component]
pub fn TemplateListPage() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let drafts = use_state_eq(|| None::<Result<Rc<Vec<Draft>>, StoreError>>);
    let doomed = use_state_eq(|| None::<Doomed>);
    let now_ms = use_clock(30_000);

    let read = use_callback(drafts.setter(), |(), set| {
        let set = set.clone();
        spawn_logged("read the drafts", async move { set.set(Some(drafts::list().await.map(Rc::new))) });
    });
    use_effect_with((), {
        let read = read.clone();
        move |()| read.emit(())
    });
    let on_delete = use_callback(doomed.setter(), |chosen: Doomed, set| set.set(Some(chosen)));
    let on_close = use_callback(doomed.setter(), |(), set| set.set(None));
    let on_gone = use_callback((doomed.setter(), read.clone()), |(), (set, read)| {
        set.set(None);
        read.emit(());
    });
    let on_copy = use_callback(read.clone(), |copy: Draft, read| {
        let read = read.clone();
        spawn_logged("copy a template", async move {
            // A browser that keeps no drafts says so above the list.
            let _ = drafts::put(copy, Overwrite::Same).await;
            read.emit(());
        });
    });

    let head = html! { <PageHead title={t!("nav.templates")} sentence={t!("templates.sentence")} /> };
    let Some(kept) = &*drafts else { return html! { <>{ head }<Waiting /></> } };
    let own = kept.as_ref().map(Rc::clone).unwrap_or_default();
    let remote = gateway.templates.ready().cloned().unwrap_or_default();
    let order = Order::of(&view.query);
    let all = rows(&own, &remote, order);
    let shown: Vec<&Row> = all.iter().filter(|row| is_shown(row, &view)).collect();
    // One child beside the head, as while it waits: so the head, which has the focus, stays what it is.
    let list = html! {
        <>
            { tools(&view) }
            if kept.is_err() {
                <p class="notice notice-warning">
                    <Icon name={IconName::Warning} />
                    <span>{ t!("templates.no_storage") }</span>
                </p>
            }
            { gateway_notice(&gateway.session, &gateway.templates) }
            if all.is_empty() {
                <Nothing />
            } else if shown.is_empty() {
                { no_match(&view) }
            } else {
                { table(&shown, order, now_ms, &view, Uses::of(&gateway), &on_delete, &on_copy) }
            }
            <div class="row row-end">
                <a class="button button-quiet" href={Route::TestLog.href()} data-test="test-log">
                    <Icon name={IconName::Send} />
                    <span>{ t!("test.log") }</span>
                </a>
                <a class="button button-quiet" href={Route::TemplateImport.href()} data-test="import">
                    <Icon name={IconName::Upload} />
                    <span>{ t!("templates.import") }</span>
                </a>
                <ExportDrafts drafts={Rc::clone(&own)} />
            </div>
            <Remove doomed={(*doomed).clone()} {on_gone} {on_close} />
        </>
    };
    html! { <>{ head }{ list }</> }
}

/// What the person's role has a use for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Uses {
    pub(super) can_test: bool,
    pub(super) can_write: bool,
}

impl Uses {
    fn of(gateway: &Gateway) -> Self {
        Self {
            can_test: gateway.permits(Permission::MessagesSendTest),
            can_write: gateway.permits(Permission::TemplatesWrite),
        }
    }
}

fn is_shown(row: &Row, view: &View) -> bool {
    let kind = ContentType::from_name(view.get("type"));
    row.stands_on(Shelf::from_name(view.get("state")))
        && kind.is_none_or(|kind| row.kind() == Some(kind))
        && row.matches(view.get("search"))
}

/// **+ New Template** stands first, top left (R-130).
fn tools(view: &View) -> Html {
    let shelf = Shelf::from_name(view.get("state"));
    let oninput = {
        let view = view.clone();
        Callback::from(move |event: InputEvent| {
            view.set("search", &event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onchange = {
        let view = view.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                view.set("type", &select.value());
            }
        })
    };
    let choose = |shelf: Shelf| {
        let view = view.clone();
        let name = if shelf == Shelf::All { "" } else { shelf.as_str() };
        Callback::from(move |_: MouseEvent| view.set("state", name))
    };
    html! {
        <div class="tools">
            <a class="button button-primary" href={Route::TemplateNew.href()} data-test="new-template">
                <Icon name={IconName::Plus} />
                <span>{ t!("templates.new") }</span>
            </a>
            <input
                class="input"
                type="search"
                placeholder={t!("templates.search")}
                aria-label={t!("templates.search")}
                value={view.get("search").to_owned()}
                {oninput}
                data-test="template-search"
            />
            <select class="input tools-select" aria-label={t!("templates.type")} {onchange} data-test="template-type">
                <option value="" selected={view.get("type").is_empty()}>{ t!("templates.any_type") }</option>
                for kind in ContentType::ALL {
                    <option key={kind.as_str()} value={kind.as_str()} selected={view.get("type") == kind.as_str()}>
                        { i18n::text(&format!("content_type.{}", kind.as_str())) }
                    </option>
                }
            </select>
            <div class="row" role="group" aria-label={t!("templates.show")}>
                for other in Shelf::ALL {
                    <button
                        key={other.as_str()}
                        class="filter"
                        type="button"
                        aria-pressed={(shelf == other).to_string()}
                        onclick={choose(other)}
                    >
                        { i18n::text(&format!("templates.shelf_{}", other.as_str())) }
                    </button>
                }
            </div>
        </div>
    }
}

fn no_match(view: &View) -> Html {
    let view = view.clone();
    let show_all = Callback::from(move |_: MouseEvent| view.show(&Query::default()));
    html! {
        <div class="blank">
            <p>{ t!("templates.no_match") }</p>
            <button class="button" type="button" onclick={show_all}>{ t!("templates.show_all") }</button>
        </div>
    }
}

/// What is missing from the list and why, in one line.
fn gateway_notice<T>(session: &SessionState, templates: &Loadable<T>) -> Html {
    match (session, templates) {
        (SessionState::SignedIn(_), Loadable::Failed(error)) => html! { <ErrorNotice error={error.clone()} /> },
        (SessionState::SignedOut(_) | SessionState::Offline(_), _) => html! {
            <p class="muted small">
                { t!("templates.drafts_only") }{ " " }<a href={Route::SignIn.href()}>{ t!("editor.to_sign_in") }</a>
            </p>
        },
        _ => Html::default(),
    }
}

/// The first visit.
#[component]
fn Nothing() -> Html {
    html! {
        <div class="blank" data-test="no-templates">
            <h2>{ t!("templates.none") }</h2>
            <p class="muted">{ t!("templates.none_sentence") }</p>
            <a class="button" href={Route::TemplateNew.href()}>{ t!("templates.none_action") }</a>
        </div>
    }
}
