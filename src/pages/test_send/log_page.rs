//! The test log: which countries each template was tested in, and every test with its filter and its export
//!

use std::rc::Rc;

use piecewise_api::{Message, MessageFilter, Permission};
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::{
    carriers::carrier_of,
    coverage::{Cell, Coverage, Row},
};
use crate::{
    client::{Loadable, calls, calls::messages::ExportFormat, use_gateway, use_resource},
    components::{
        Crumb, DownloadButton, ErrorNotice, Gate, PageHead, SelectField, StatusBadge, TimeAgo, Waiting, duration,
        use_clock,
    },
    format,
    i18n::{plural, t},
    markup::html,
    pages::messages::charge_cell,
    query::{View, use_view},
    routes::Route,
};

/// Tests that are read: the newest.
const N_TESTS: u32 = 500;

/// The page.
#[component]
pub fn TestLogPage() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let crumbs = vec![Crumb::new(t!("nav.templates"), Route::Templates)];
    let filter = MessageFilter { test: Some(true), ..filter_of(&view) };
    let file = |format| calls::messages::export(&filter, format);
    html! {
        <>
            <PageHead title={t!("test.log")} sentence={t!("test.log_sentence")} {crumbs}>
                if gateway.permits(Permission::Export) {
                    <DownloadButton export={file(ExportFormat::Csv)} label={t!("messages.export_csv")} test="export-csv" />
                    <DownloadButton
                        export={file(ExportFormat::JsonLines)}
                        label={t!("messages.export_json")}
                        test="export-json"
                    />
                }
            </PageHead>
            <Gate><Tests /></Gate>
        </>
    }
}

fn filter_of(view: &View) -> MessageFilter {
    MessageFilter {
        template_id: view.get("template").parse().ok(),
        country: view.query.get("country").map(str::to_owned),
        ..MessageFilter::default()
    }
}

#[component]
fn Tests() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let now_ms = use_clock(30_000);
    // Tests are few, so each that was pushed is worth a look.
    let newest = gateway.pushed.iter().rev().find(|(_, message)| message.is_test).map(|(revision, _)| *revision);
    let tests = use_resource((), newest, |gateway, (), signal| {
        let filter = MessageFilter { test: Some(true), ..MessageFilter::default() };
        gateway.ask(calls::messages::log(&filter, N_TESTS, None, signal))
    });
    let page = match &tests.value {
        Loadable::Waiting => return html! { <Waiting /> },
        Loadable::Failed(error) => {
            return html! { <ErrorNotice error={error.clone()} on_retry={Some(tests.retry.clone())} /> };
        }
        Loadable::Ready(page) => page,
    };
    let all: Vec<Rc<Message>> = page.messages.iter().cloned().map(Rc::new).collect();
    let templates = gateway.templates.ready().map(Vec::as_slice).unwrap_or_default();
    let coverage = Coverage::of(templates, &all);
    let filter = filter_of(&view);
    let shown: Vec<&Rc<Message>> = all
        .iter()
        .filter(|test| filter.template_id.is_none_or(|id| test.template_id == id))
        .filter(|test| filter.country.is_none() || test.country == filter.country)
        .collect();
    html! {
        <>
            <section class="stack" aria-labelledby="coverage-title">
                <div class="stack-tight">
                    <h2 id="coverage-title">{ t!("test.coverage") }</h2>
                    <p class="muted">
                        { t!("test.coverage_help") }
                        if page.next.is_some() { { " " }{ t!("test.coverage_of_last", n = format::integer(N_TESTS.into())) } }
                    </p>
                </div>
                if coverage.rows.is_empty() {
                    <p class="muted">{ t!("test.coverage_none") }</p>
                } else {
                    { matrix(&coverage, now_ms) }
                }
            </section>
            <section class="stack" aria-labelledby="tests-title">
                <h2 id="tests-title">{ t!("test.log") }</h2>
                if all.is_empty() {
                    <div class="card empty" data-test="no-tests">
                        <h3>{ t!("test.log_none") }</h3>
                        <p>{ t!("test.log_none_how") }</p>
                        <a class="button button-primary" href={Route::Templates.href()}>{ t!("error.to_templates") }</a>
                    </div>
                } else {
                    { filters(&view, &all) }
                    { table(&shown, now_ms) }
                    <p><a href={format!("{}?kind=test", Route::Messages.href())}>{ t!("test.all_in_log") }</a></p>
                }
            </section>
        </>
    }
}

fn matrix(coverage: &Coverage, now_ms: i64) -> Html {
    html! {
        <div class="table-frame">
            <table class="table" data-test="coverage">
                <thead>
                    <tr>
                        <th scope="col">{ t!("messages.template") }</th>
                        for country in &coverage.countries {
                            <th key={country.clone()} scope="col">{ format::country(country) }</th>
                        }
                    </tr>
                </thead>
                <tbody>
                    for row in &coverage.rows { { matrix_row(row, &coverage.countries, now_ms) } }
                </tbody>
            </table>
        </div>
    }
}

fn matrix_row(row: &Row, countries: &[String], now_ms: i64) -> Html {
    let template = &row.template;
    html! {
        <tr key={template.id.to_string()} data-test={format!("coverage-{}", template.id)}>
            <th scope="row">
                <a href={Route::TemplateTest { id: template.id }.href()}>{ &template.name }</a>
                if row.n_more > 0 {
                    <span class="table-cut">{ plural("test.more_countries", row.n_more as u64) }</span>
                }
            </th>
            for (country, cell) in countries.iter().zip(&row.cells) {
                <td key={country.clone()} class="coverage-cell">
                    { coverage_cell(country, cell, now_ms) }
                </td>
            }
        </tr>
    }
}

fn coverage_cell(country: &str, cell: &Cell, now_ms: i64) -> Html {
    let of_country = html! { <span class="only-narrow muted">{ format::country(country) }{ " " }</span> };
    match cell {
        Cell::Nothing => Html::default(),
        Cell::Missing => html! {
            <>
                { of_country }
                <span class="muted" title={t!("test.never")} aria-hidden="true">{ "–" }</span>
                <span class="visually-hidden">{ t!("test.never") }</span>
            </>
        },
        Cell::Tested(test) => html! {
            <>
                { of_country }
                <span class="coverage-test">
                    <StatusBadge status={test.status} />
                    <TimeAgo at_ms={test.accepted_at_ms} {now_ms} />
                </span>
            </>
        },
    }
}

/// What was tested is what can be filtered by.
fn filters(view: &View, tests: &[Rc<Message>]) -> Html {
    let mut templates = vec![(AttrValue::default(), AttrValue::from(t!("test.any_template")))];
    let mut countries = vec![(AttrValue::default(), AttrValue::from(t!("test.any_country")))];
    let add = |options: &mut Vec<(AttrValue, AttrValue)>, value: String, words: String| {
        if options.iter().all(|(known, _)| *known != value) {
            options.push((value.into(), words.into()));
        }
    };
    for test in tests {
        add(&mut templates, test.template_id.to_string(), test.template_name.clone());
        if let Some(country) = &test.country {
            add(&mut countries, country.clone(), format::country(country));
        }
    }
    let on_choose = |name: &'static str| {
        let view = view.clone();
        Callback::from(move |value: String| view.set(name, &value))
    };
    html! {
        <div class="filters-fields">
            <SelectField
                id="test-log-template"
                label={t!("messages.template")}
                options={templates}
                value={view.get("template").to_owned()}
                on_choose={on_choose("template")}
            />
            <SelectField
                id="test-log-country"
                label={t!("messages.country")}
                options={countries}
                value={view.get("country").to_owned()}
                on_choose={on_choose("country")}
            />
        </div>
    }
}

fn table(tests: &[&Rc<Message>], now_ms: i64) -> Html {
    html! {
        <div class="table-frame">
            <table class="table" data-test="test-log-table">
                <thead>
                    <tr>
                        <th scope="col">{ t!("messages.recipient") }</th>
                        <th scope="col">{ t!("messages.template") }</th>
                        <th scope="col">{ t!("messages.status") }</th>
                        <th scope="col" class="figure">{ t!("test.took") }</th>
                        <th scope="col" class="figure">{ t!("messages.charge") }</th>
                        <th scope="col">{ t!("messages.accepted") }</th>
                    </tr>
                </thead>
                <tbody>
                    for test in tests {
                        <tr key={test.id.clone()} data-test="test-row">
                            <th scope="row">
                                <a class="figure-link" href={Route::Message { id: test.id.clone() }.href()}>{ &test.phone_masked }</a>
                                if let Some(carrier) = carrier_of(&test.id) {
                                    <span class="table-cut">{ carrier }</span>
                                }
                            </th>
                            <td>{ &test.template_name }</td>
                            <td><StatusBadge status={test.status} /></td>
                            <td class="figure">
                                if test.status == Status::Delivered {
                                    { duration(test.updated_at_ms - test.accepted_at_ms) }
                                }
                            </td>
                            <td class="figure">{ charge_cell(test) }</td>
                            <td><TimeAgo at_ms={test.accepted_at_ms} {now_ms} /></td>
                        </tr>
                    }
                </tbody>
            </table>
        </div>
    }
}
