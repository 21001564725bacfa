//! The table behind every chart, the switch to it, and its file.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Slice, Statistics};
use yew::prelude::*;

use super::{
    csv,
    figures::{ORDER, count, median, rate},
};
use crate::{
    components::{FileKind, Icon, IconName, save_file, status_word},
    format,
    markup::html,
    query::View,
};

/// How figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As a picture.
    Chart,
    /// As a table.
    Table,
}

impl Shape {
    /// The one that an address means.
    pub(super) fn of(name: &str) -> Self {
        if name == "table" { Self::Table } else { Self::Chart }
    }
}

/// Props of [`ShapeSwitch`].
#[derive(Properties, PartialEq)]
pub(super) struct ShapeSwitchProps {
    /// What the address says.
    pub(super) view: View,
    /// The name under which it says it.
    pub(super) name: &'static str,
    /// The figures.
    pub(super) statistics: Rc<Statistics>,
    /// The rows.
    pub(super) slices: Vec<Slice>,
    /// What a row is, as the file has it.
    pub(super) what: &'static str,
}

/// Chart or table, and the file.
#[component]
pub(super) fn ShapeSwitch(props: &ShapeSwitchProps) -> Html {
    let is_table = Shape::of(props.view.get(props.name)) == Shape::Table;
    let toggle = use_callback((props.view.clone(), props.name, is_table), |_: MouseEvent, (view, name, is_table)| {
        view.set(name, if *is_table { "" } else { "table" });
    });
    let save = {
        let (statistics, slices, what) = (Rc::clone(&props.statistics), props.slices.clone(), props.what);
        Callback::from(move |_: MouseEvent| {
            let first = statistics.by_day.first().map(|day| day.key.clone()).unwrap_or_default();
            let last = statistics.by_day.last().map(|day| day.key.clone()).unwrap_or_default();
            let name = format!("{what}-{first}-{last}.csv");
            // A browser that refuses to save the file says so itself.
            let _ = save_file(&name, FileKind::Csv, &csv::text(what, &slices, &statistics.currency));
        })
    };
    html! {
        <div class="row">
            <button
                class="button button-small"
                type="button"
                onclick={toggle}
                data-test={format!("{}-table", props.name)}
            >
                if is_table {
                    { t!("statistics.chart") }
                } else {
                    { t!("statistics.table") }
                }
            </button>
            <button class="button button-small" type="button" onclick={save} data-test={format!("{}-csv", props.name)}>
                <Icon name={IconName::Download} />
                <span>{ "CSV" }</span>
            </button>
        </div>
    }
}

/// Every figure of every slice.
pub(super) fn table(
    labelled_by: &'static str,
    what: &str,
    slices: &[Slice],
    statistics: &Statistics,
    name_of: &dyn Fn(&Slice) -> String,
) -> Html {
    let heads: Vec<String> = std::iter::once(t!("statistics.sent"))
        .chain(ORDER.map(status_word))
        .chain([
            t!("statistics.rate_short"),
            t!("statistics.median_short"),
            t!("messages.pieces"),
            t!("statistics.cost_in", currency = statistics.currency),
        ])
        .collect();
    html! {
        <div class="data-frame figures-frame" tabindex="0" role="group" aria-labelledby={labelled_by}>
            <table class="data figures-table" aria-labelledby={labelled_by}>
                <thead>
                    <tr>
                        <th scope="col">{ what }</th>
                        for head in &heads {
                            <th key={head.clone()} scope="col" class="number">{ head }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for slice in slices {
                        <tr key={slice.key.clone()}>
                            <th scope="row">{ name_of(slice) }</th>
                            for (head, cell) in heads.iter().zip(cells(slice)) {
                                <td key={head.clone()} class="number" data-label={head.clone()}>{ cell }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}

fn cells(slice: &Slice) -> Vec<String> {
    let figures = &slice.figures;
    std::iter::once(format::integer(figures.messages.total))
        .chain(ORDER.map(|status| format::integer(count(&figures.messages, status))))
        .chain([rate(figures), median(figures), format::integer(figures.n_pieces), format::amount(figures.cost)])
        .collect()
}
