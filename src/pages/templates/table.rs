//! The rows of the list as a table: a press on a head turns the order around, and actions stand at the end.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    list::Uses,
    newest::copied,
    order::{Column, Order},
    remove::Doomed,
    rows::Row,
    state_badge::StateBadge,
};
use crate::{
    components::{Icon, IconName, TimeAgo},
    drafts::{self, Draft},
    format,
    i18n::{self, t},
    markup::html,
    query::View,
    routes::Route,
};

pub(super) fn table(
    rows: &[&Row],
    order: Order,
    now_ms: i64,
    view: &View,
    uses: Uses,
    on_delete: &Callback<Doomed>,
    on_copy: &Callback<Draft>,
) -> Html {
    html! {
        <div class="table-frame">
            <table class="table" data-test="template-list">
                <thead>
                    <tr>
                        for column in Column::ALL { { head(column, order, view) } }
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
                            <td>{ states(row) }</td>
                            <td class="figure">
                                <span class="only-wide">{ format::integer(row.n_pieces().into()) }</span>
                                <span class="only-narrow">{ i18n::plural("count.pieces", row.n_pieces().into()) }</span>
                            </td>
                            <td><TimeAgo at_ms={row.changed_at_ms()} {now_ms} /></td>
                            <td><div class="table-actions">{ actions(row, uses, on_delete, on_copy) }</div></td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn head(column: Column, order: Order, view: &View) -> Html {
    let view = view.clone();
    let pressed = order.pressed(column);
    let onclick = Callback::from(move |_: MouseEvent| view.set("sort", &pressed));
    let class = if column == Column::Pieces { "figure" } else { "" };
    let icon = match order.aria(column) {
        Some("descending") => "sort sort-down",
        Some(_) => "sort",
        None => "sort sort-none",
    };
    html! {
        <th key={column.as_str()} scope="col" {class} aria-sort={order.aria(column)}>
            <button class="sort-button" type="button" {onclick} data-test={format!("sort-{}", column.as_str())}>
                <span>{ i18n::text(column.key()) }</span>
                <span class={icon} aria-hidden="true"><Icon name={IconName::Chevron} /></span>
            </button>
        </th>
    }
}

pub(super) fn name_of(row: &Row) -> String {
    if row.name().trim().is_empty() { t!("templates.unnamed") } else { row.name().to_owned() }
}

fn kind_of(row: &Row) -> String {
    row.kind().map(|kind| i18n::text(&format!("content_type.{}", kind.as_str()))).unwrap_or_default()
}

/// Where it stands, and where its next version stands.
fn states(row: &Row) -> Html {
    html! {
        <span class="badges">
            <StateBadge state={row.state()} is_remote={matches!(row, Row::Remote(_))} />
            if let Some(successor) = row.successor() {
                <StateBadge state={successor.state} is_remote=true version={Some(successor.version)} />
            }
        </span>
    }
}

/// [Test] for approved templates only; for the others the reason stands in the state.
fn actions(row: &Row, uses: Uses, on_delete: &Callback<Doomed>, on_copy: &Callback<Draft>) -> Html {
    let (copy, doomed, can_delete) = match row {
        Row::Local(draft) => {
            let copy =
                Draft { id: drafts::new_id(), revision: 0, version_of: None, name: copy_name(draft), ..draft.clone() };
            (copy, Doomed::Draft(draft.clone()), true)
        }
        Row::Remote(template) => (copied(template), Doomed::Template(Rc::clone(template)), uses.can_write),
    };
    let on_copy = on_copy.reform(move |_: MouseEvent| copy.clone());
    let on_delete = on_delete.reform(move |_: MouseEvent| doomed.clone());
    html! {
        <>
            if let Row::Remote(template) = row {
                if template.state.is_sendable() && uses.can_test {
                    <a
                        class="button button-small"
                        href={Route::TemplateTest { id: template.id }.href()}
                        aria-label={t!("templates.test_named", name = template.name)}
                        data-test={format!("test-template-{}", template.id)}
                    >
                        { t!("templates.test") }
                    </a>
                }
            }
            { small_button(IconName::Copy, t!("templates.duplicate_named", name = name_of(row)), on_copy, "duplicate") }
            if can_delete {
                { small_button(IconName::Trash, t!("templates.delete_named", name = name_of(row)), on_delete, "delete") }
            }
        </>
    }
}

fn copy_name(draft: &Draft) -> String {
    if draft.name.trim().is_empty() { String::new() } else { format!("{}_2", draft.name.trim()) }
}

fn small_button(icon: IconName, label: String, onclick: Callback<MouseEvent>, test: &'static str) -> Html {
    html! {
        <button
            class="button button-quiet button-small"
            type="button"
            aria-label={label.clone()}
            title={label}
            {onclick}
            data-test={test}
        >
            <Icon name={icon} />
        </button>
    }
}
