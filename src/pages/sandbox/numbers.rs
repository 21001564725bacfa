//! The magic numbers: their last four digits choose what becomes of a message.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Permission, SandboxNumber};
use piecewise_sms::status::Status;
use yew::prelude::*;

use crate::{
    client::{Loadable, calls, use_gateway, use_resource},
    components::{CopyButton, ErrorNotice, Icon, IconName, SelectField, StatusBadge, Waiting},
    format, i18n,
    markup::html,
    proposed,
    routes::Route,
};

/// A country and the beginning of a number there, to which an ending is put.
const BEGINNINGS: [(&str, &str); 5] =
    [("SG", "+659123"), ("US", "+1212555"), ("GB", "+44770090"), ("CN", "+861381234"), ("DE", "+491511234")];

/// An ending that means nothing in particular.
const ANY: &str = "4567";

/// The table.
#[component]
pub(super) fn Numbers() -> Html {
    let numbers = use_resource((), (), |gateway, (), signal| gateway.ask(calls::sandbox::numbers(signal)));
    match numbers.value {
        Loadable::Waiting => html! { <Waiting /> },
        Loadable::Failed(error) => html! { <ErrorNotice {error} on_retry={Some(numbers.retry)} /> },
        Loadable::Ready(numbers) => html! { <Table {numbers} /> },
    }
}

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
struct TableProps {
    numbers: Rc<Vec<SandboxNumber>>,
}

#[component]
fn Table(props: &TableProps) -> Html {
    let gateway = use_gateway();
    let country = use_state_eq(|| BEGINNINGS[0].0.to_owned());
    let template = use_state_eq(String::new);
    let on_country = use_callback(country.setter(), |code, country| country.set(code));
    let on_template = use_callback(template.setter(), |id, template| template.set(id));
    let approved: Vec<(AttrValue, AttrValue)> = gateway
        .templates
        .ready()
        .into_iter()
        .flatten()
        .filter(|template| template.state.is_sendable())
        .map(|template| (template.id.to_string().into(), template.name.clone().into()))
        .collect();
    let chosen = approved.iter().find(|(id, _)| *id == template.as_str()).or_else(|| approved.first());
    let template_id = chosen.and_then(|(id, _)| id.parse::<i64>().ok());
    let may_test = gateway.permits(Permission::MessagesSendTest);
    let beginning = BEGINNINGS.iter().find(|(code, _)| *code == country.as_str()).map_or(BEGINNINGS[0].1, |(_, it)| it);
    let countries =
        BEGINNINGS.iter().map(|(code, _)| ((*code).into(), format::country(code).into())).collect::<Vec<_>>();
    let rows = std::iter::once((ANY, Status::Delivered, None, t!("numbers.any")))
        .chain(props.numbers.iter().map(|row| (row.ending.as_str(), row.status, row.code, outcome_word(row))));
    html! {
        <>
            <div class="audit-filters">
                <SelectField id="numbers-country" label={t!("numbers.country")} options={countries} value={(*country).clone()} on_choose={on_country} />
                if may_test && !approved.is_empty() {
                    <SelectField
                        id="numbers-template"
                        label={t!("numbers.template")}
                        value={chosen.map(|(id, _)| id.clone()).unwrap_or_default()}
                        options={approved.clone()}
                        on_choose={on_template}
                    />
                }
            </div>
            if may_test && gateway.templates.ready().is_some() && approved.is_empty() {
                <p class="notice notice-info">
                    <Icon name={IconName::Info} />
                    <span>{ t!("numbers.no_template") }{ " " }<a href={Route::Templates.href()}>{ t!("error.to_templates") }</a></span>
                </p>
            }
            <div class="data-frame">
                <table class="data numbers" aria-label={t!("numbers.title")} data-test="magic-numbers">
                    <thead>
                        <tr>
                            <th scope="col">{ t!("numbers.number") }</th>
                            <th scope="col">{ t!("numbers.outcome") }</th>
                            <th scope="col">{ t!("numbers.status") }</th>
                            <th scope="col" class="number">{ t!("numbers.code") }</th>
                            if may_test {
                                <th scope="col"><span class="visually-hidden">{ t!("team.actions") }</span></th>
                            }
                        </tr>
                    </thead>
                    <tbody>
                        for (ending, status, code, words) in rows {
                            <tr key={ending} data-test="magic-number">
                                <th scope="row" class="numbers-number">
                                    <code>{ beginning }<strong>{ ending }</strong></code>
                                    <CopyButton
                                        text={format!("{beginning}{ending}")}
                                        label={t!("integrations.copy_what", what = format!("{beginning}{ending}"))}
                                    />
                                </th>
                                <td class="numbers-outcome">{ words }</td>
                                <td><StatusBadge {status} /></td>
                                <td class="number" data-label={code.map(|_| t!("numbers.code"))}>{ code.map(|code| code.to_string()) }</td>
                                if may_test {
                                    <td><div class="table-actions">{ test_link(template_id, &format!("{beginning}{ending}")) }</div></td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
        </>
    }
}

/// Leads to the test of the chosen template with the number filled in. The number goes along in memory, because numbers
/// stand in no address.
fn test_link(template_id: Option<i64>, number: &str) -> Html {
    let Some(id) = template_id else { return Html::default() };
    let label = t!("numbers.test_what", number = number);
    let number = number.to_owned();
    let onclick = Callback::from(move |_: MouseEvent| proposed::propose(&number));
    html! {
        <a class="button button-small" href={Route::TemplateTest { id }.href()} aria-label={label} {onclick} data-test="test-number">
            { t!("numbers.test") }
        </a>
    }
}

/// What an ending chooses, in words; one that has none yet says it in the gateway's English.
fn outcome_word(row: &SandboxNumber) -> String {
    let key = format!("numbers.is.{}", row.outcome);
    let words = i18n::text(&key);
    if words == key { row.about.clone() } else { words }
}
