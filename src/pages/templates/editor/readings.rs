//! What the template costs, read three ways: as written, with examples, at worst.

use std::collections::BTreeMap;

use crate::i18n::t;
use piecewise_sms::{
    pieces::Encoding,
    template::{Counts, Reading, Template, counts},
};
use yew::prelude::*;

use crate::{
    drafts::Draft,
    i18n::{self, plural},
    markup::html,
};

/// Props of [`Readings`].
#[derive(Properties, PartialEq)]
pub(super) struct ReadingsProps {
    /// The draft.
    pub(super) draft: Draft,
}

/// Three rows; one would do where there is no variable, but a table that stays is easier to read.
#[component]
pub(super) fn Readings(props: &ReadingsProps) -> Html {
    let template = Template::parse(&props.draft.content);
    let Counts { raw, examples, worst } = counts(&template, &props.draft.examples, &BTreeMap::new());
    html! {
        <>
        <table class="readings" data-test="readings">
            <caption class="visually-hidden">{ t!("editor.readings") }</caption>
            <thead>
                <tr>
                    <th scope="col">{ t!("editor.reading") }</th>
                    <th scope="col" class="figure">{ t!("editor.pieces") }</th>
                    <th scope="col" class="figure">{ t!("calculator.units_used") }</th>
                    <th scope="col">{ t!("calculator.encoding") }</th>
                </tr>
            </thead>
            <tbody>
                { row("raw", &raw) }
                { row("examples", &examples) }
                { row("worst", &worst) }
            </tbody>
        </table>
        if !examples.unknown.is_empty() {
            <p class="muted small">{ t!("editor.unknown", names = names(&examples.unknown)) }</p>
        }
        if worst.count.n_pieces > examples.count.n_pieces {
            <p class="muted small">{ plural("editor.worst_note", worst.count.n_pieces.into()) }</p>
        }
        </>
    }
}

fn row(key: &str, reading: &Reading) -> Html {
    let encoding = match reading.count.encoding {
        Encoding::Gsm7 => t!("calculator.gsm"),
        Encoding::Ucs2 => t!("editor.unicode"),
    };
    html! {
        <tr>
            <th scope="row">{ i18n::text(&format!("editor.reading_{key}")) }</th>
            <td class="figure" data-test={format!("reading-{key}")}><strong>{ reading.count.n_pieces }</strong></td>
            <td class="figure">{ reading.count.n_units }</td>
            <td>{ encoding }</td>
        </tr>
    }
}

fn names(unknown: &[String]) -> String {
    unknown.iter().map(|name| format!("%{name}%")).collect::<Vec<_>>().join(", ")
}
