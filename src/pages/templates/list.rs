//! The list of templates: drafts on this device and templates on the gateway, last changed first.

use std::rc::Rc;

use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    delete_draft::DeleteDraft,
    files::DraftFiles,
    rows::{Row, Shelf, rows},
    state_badge::StateBadge,
};
use crate::{
    client::{Loadable, SessionState, spawn_logged, use_gateway},
    components::{ErrorNotice, Icon, IconName, PageHead, TimeAgo, Waiting, use_clock},
    drafts::{self, Draft, StoreError},
    format, i18n,
    markup::html,
    routes::Route,
};

/// Every template, wherever it is.
#[component]
pub fn TemplateListPage() -> Html {
    let gateway = use_gateway();
    let drafts = use_state_eq(|| None::<Result<Rc<Vec<Draft>>, StoreError>>);
    let needle = use_state_eq(String::new);
    let shelf = use_state_eq(|| Shelf::All);
    let deleting = use_state_eq(|| None::<Draft>);
    let now_ms = use_clock(30_000);

    let read = use_callback(drafts.setter(), |(), set| {
        let set = set.clone();
        spawn_logged("read the drafts", async move { set.set(Some(drafts::list().await.map(Rc::new))) });
    });
    use_effect_with((), {
        let read = read.clone();
        move |()| read.emit(())
    });
    let oninput = use_callback(needle.setter(), |event: InputEvent, set| {
        set.set(event.target_unchecked_into::<HtmlInputElement>().value());
    });
    let on_delete = use_callback(deleting.setter(), |draft: Draft, set| set.set(Some(draft)));
    let on_close = use_callback((deleting.setter(), read.clone()), |(), (set, read)| {
        set.set(None);
        read.emit(());
    });

    let Some(kept) = &*drafts else {
        return html! {
            <>
                <PageHead title={t!("nav.templates")} sentence={t!("templates.sentence")} />
                <Waiting />
            </>
        };
    };
    let own = kept.as_ref().map(Rc::clone).unwrap_or_default();
    let remote = gateway.templates.ready().cloned().unwrap_or_default();
    let all = rows(&own, &remote);
    let shown: Vec<&Row> = all.iter().filter(|row| row.stands_on(*shelf) && row.matches(&needle)).collect();
    html! {
        <>
            <PageHead title={t!("nav.templates")} sentence={t!("templates.sentence")} />
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
                    value={(*needle).clone()}
                    {oninput}
                    data-test="template-search"
                />
                <ShelfChips shelf={*shelf} on_choose={let_choose(&shelf)} />
            </div>
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
                <div class="blank"><p>{ t!("templates.no_match") }</p></div>
            } else {
                { table(&shown, now_ms, &on_delete) }
            }
            <DraftFiles drafts={Rc::clone(&own)} on_read={read} />
            <DeleteDraft draft={(*deleting).clone()} {on_close} />
        </>
    }
}

fn let_choose(shelf: &UseStateHandle<Shelf>) -> Callback<Shelf> {
    let setter = shelf.setter();
    Callback::from(move |chosen| setter.set(chosen))
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

/// Props of [`ShelfChips`].
#[derive(Properties, PartialEq)]
struct ShelfChipsProps {
    shelf: Shelf,
    on_choose: Callback<Shelf>,
}

/// Which templates are shown.
#[component]
fn ShelfChips(props: &ShelfChipsProps) -> Html {
    html! {
        <div class="row" role="group" aria-label={t!("templates.show")}>
            for shelf in Shelf::ALL {
                <button
                    key={shelf.as_str()}
                    class="filter"
                    type="button"
                    aria-pressed={(props.shelf == shelf).to_string()}
                    onclick={props.on_choose.reform(move |_: MouseEvent| shelf)}
                >
                    { i18n::text(&format!("templates.shelf_{}", shelf.as_str())) }
                </button>
            }
        </div>
    }
}

fn table(rows: &[&Row], now_ms: i64, on_delete: &Callback<Draft>) -> Html {
    html! {
        <div class="table-frame">
            <table class="table" data-test="template-list">
                <thead>
                    <tr>
                        <th scope="col">{ t!("templates.name") }</th>
                        <th scope="col">{ t!("templates.type") }</th>
                        <th scope="col">{ t!("templates.state") }</th>
                        <th scope="col" class="figure">{ t!("editor.pieces") }</th>
                        <th scope="col">{ t!("templates.changed") }</th>
                        <th scope="col"><span class="visually-hidden">{ t!("templates.actions") }</span></th>
                    </tr>
                </thead>
                <tbody>
                    for row in rows {
                        <tr key={row.key()}>
                            <th scope="row">
                                <a href={row.route().href()}>{ name_of(row) }</a>
                                <span class="table-cut" dir="auto">{ row.content().to_owned() }</span>
                            </th>
                            <td>{ kind_of(row) }</td>
                            <td><StateBadge state={row.state()} /></td>
                            <td class="figure">
                                <span class="only-wide">{ format::integer(row.n_pieces().into()) }</span>
                                <span class="only-narrow">{ i18n::plural("count.pieces", row.n_pieces().into()) }</span>
                            </td>
                            <td><TimeAgo at_ms={row.changed_at_ms()} {now_ms} /></td>
                            <td><div class="table-actions">{ actions(row, on_delete) }</div></td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn name_of(row: &Row) -> String {
    if row.name().trim().is_empty() { t!("templates.unnamed") } else { row.name().to_owned() }
}

fn kind_of(row: &Row) -> String {
    row.kind().map(|kind| i18n::text(&format!("content_type.{}", kind.as_str()))).unwrap_or_default()
}

/// [Test] for approved templates only; for the others the reason stands in the state.
fn actions(row: &Row, on_delete: &Callback<Draft>) -> Html {
    match row {
        Row::Remote(template) if template.state.is_sendable() => html! {
            <a
                class="button button-small"
                href={Route::TemplateTest { id: template.id }.href()}
                aria-label={t!("templates.test_named", name = template.name)}
                data-test={format!("test-template-{}", template.id)}
            >
                { t!("templates.test") }
            </a>
        },
        Row::Remote(_) => Html::default(),
        Row::Local(draft) => {
            let doomed = draft.clone();
            html! {
                <button
                    class="button button-quiet button-small"
                    type="button"
                    aria-label={t!("templates.delete_named", name = name_of(row))}
                    onclick={on_delete.reform(move |_: MouseEvent| doomed.clone())}
                    data-test="delete-draft"
                >
                    { t!("templates.delete") }
                </button>
            }
        }
    }
}
