//! The filter: chips for the statuses, fields for the rest, and chips again that say what is on.

use piecewise_api::StatusCounts;
use piecewise_sms::status::Status;
use yew::prelude::*;

use super::asked::NAMES;
use crate::{
    client::{Gateway, use_gateway},
    components::{Icon, IconName, SelectField, TextField, status_word},
    countries, format,
    i18n::{self, t},
    markup::html,
    query::{View, use_view},
};

/// Props of [`StatusFilter`].
#[derive(Properties, PartialEq)]
pub(super) struct StatusFilterProps {
    /// How many messages each status has, where that is known.
    pub(super) counts: Option<StatusCounts>,
}

/// A chip for each status.
#[component]
pub(super) fn StatusFilter(props: &StatusFilterProps) -> Html {
    let view = use_view();
    let chosen = view.query.get("status").and_then(Status::from_name);
    html! {
        <div class="chips" role="group" aria-label={t!("messages.filter")}>
            for status in std::iter::once(None).chain(Status::ALL.map(Some)) {
                <button
                    key={name_of(status)}
                    class="chip"
                    type="button"
                    aria-pressed={(status == chosen).to_string()}
                    onclick={set(&view, "status", status.map_or("", Status::as_str))}
                    data-test={format!("filter-{}", name_of(status))}
                >
                    <span>{ status.map_or_else(|| t!("messages.all"), status_word) }</span>
                    if let Some(counts) = props.counts {
                        <span class="figure">{ format::integer(n_of(counts, status)) }</span>
                    }
                </button>
            }
        </div>
    }
}

fn name_of(status: Option<Status>) -> &'static str {
    status.map_or("all", Status::as_str)
}

fn n_of(counts: StatusCounts, status: Option<Status>) -> u64 {
    match status {
        None => counts.total,
        Some(Status::Sending) => counts.sending,
        Some(Status::WaitingResult) => counts.waiting_result,
        Some(Status::Delivered) => counts.delivered,
        Some(Status::Failed) => counts.failed,
        Some(Status::Suppressed) => counts.suppressed,
    }
}

fn set(view: &View, name: &'static str, value: &'static str) -> Callback<MouseEvent> {
    let view = view.clone();
    Callback::from(move |_| view.set(name, value))
}

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// The number that is looked for.
    pub(super) phone: Option<AttrValue>,
    /// Another number is looked for, or none.
    pub(super) on_phone: Callback<Option<AttrValue>>,
}

/// A field for everything that can be asked for, and what is on.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let typed = use_state_eq(|| props.phone.clone().unwrap_or_default().to_string());
    let n_on = NAMES.iter().filter(|name| view.query.get(name).is_some()).count();
    let is_open = use_state_eq(|| n_on > 0);
    let countries = use_memo((), |()| {
        countries::all().into_iter().map(|country| (country.code.into(), country.name.into())).collect::<Vec<_>>()
    });
    let field = |name: &'static str| {
        let view = view.clone();
        Callback::from(move |value: String| view.set(name, &value))
    };
    let select = |name: &'static str, label: String, options: Vec<(AttrValue, AttrValue)>| {
        let any = (AttrValue::default(), AttrValue::from(t!("messages.any")));
        html! {
            <SelectField
                id={format!("filter-{name}")}
                {label}
                options={std::iter::once(any).chain(options).collect::<Vec<_>>()}
                value={view.get(name).to_owned()}
                on_choose={field(name)}
            />
        }
    };
    let day = |name: &'static str, label: String| {
        html! {
            <TextField
                id={format!("filter-{name}")}
                kind="date"
                {label}
                value={view.get(name).to_owned()}
                on_input={field(name)}
            />
        }
    };
    let find = {
        let (typed, on_phone) = (typed.clone(), props.on_phone.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let phone = typed.trim();
            on_phone.emit((!phone.is_empty()).then(|| phone.to_owned().into()));
        })
    };
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    html! {
        <div class="stack-tight filters">
            <form class="filters-line" role="search" novalidate=true onsubmit={find}>
                <TextField
                    id="filter-phone"
                    kind="tel"
                    label={t!("messages.to_number")}
                    placeholder="+65 9123 4567"
                    value={(*typed).clone()}
                    on_input={Callback::from({ let typed = typed.setter(); move |text| typed.set(text) })}
                />
                <button class="button" type="submit" data-test="find-number">
                    <Icon name={IconName::Search} />
                    <span>{ t!("messages.find") }</span>
                </button>
                <button
                    class="button"
                    type="button"
                    aria-expanded={is_open.to_string()}
                    aria-controls="filters"
                    onclick={toggle}
                    data-test="more-filters"
                >
                    <span>{ t!("messages.filters") }</span>
                    if n_on > 0 {
                        <span class="figure">{ format::integer(n_on as u64) }</span>
                    }
                    <Icon name={IconName::Chevron} />
                </button>
            </form>
            <div id="filters" class="filters-fields">
                if *is_open {
                    { select("template", t!("messages.template"), templates(&gateway)) }
                    { select("user", "SMS_USER".into(), users(&gateway)) }
                    { select("country", t!("messages.country"), (*countries).clone()) }
                    { select("kind", t!("messages.kind"), kinds()) }
                    { day("from", t!("messages.from")) }
                    { day("to", t!("messages.to")) }
                    { select("unconfirmed", t!("messages.outcome"), vec![("yes".into(), t!("messages.unconfirmed").into())]) }
                }
            </div>
            { what_is_on(props, &view, &gateway, &typed) }
        </div>
    }
}

fn templates(gateway: &Gateway) -> Vec<(AttrValue, AttrValue)> {
    let templates = gateway.templates.ready().map(Vec::as_slice).unwrap_or_default();
    templates.iter().map(|template| (template.id.to_string().into(), template.name.clone().into())).collect()
}

fn users(gateway: &Gateway) -> Vec<(AttrValue, AttrValue)> {
    let service = gateway.service.ready();
    let users = service.map(|service| service.sms_users.as_slice()).unwrap_or_default();
    users
        .iter()
        .map(|user| {
            let words = user
                .label
                .as_ref()
                .map_or_else(|| user.sms_user.clone(), |label| format!("{label} ({})", user.sms_user));
            (user.sms_user.clone().into(), words.into())
        })
        .collect()
}

fn kinds() -> Vec<(AttrValue, AttrValue)> {
    vec![("test".into(), t!("messages.kind_test").into()), ("api".into(), t!("messages.kind_api").into())]
}

/// What is on, each with a button that takes it away.
fn what_is_on(props: &FiltersProps, view: &View, gateway: &Gateway, typed: &UseStateHandle<String>) -> Html {
    let mut on: Vec<(String, Callback<MouseEvent>)> = NAMES
        .into_iter()
        .filter_map(|name| {
            let words = format!("{}: {}", label_of(name), value_of(name, view.query.get(name)?, gateway));
            Some((words, set(view, name, "")))
        })
        .collect();
    if let Some(phone) = &props.phone {
        let (on_phone, typed) = (props.on_phone.clone(), typed.setter());
        let forget = Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            on_phone.emit(None);
        });
        on.push((format!("{}: {phone}", t!("messages.recipient")), forget));
    }
    if on.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="filters-on" aria-label={t!("messages.filters_on")}>
            for (words, take_away) in on {
                <li key={words.clone()} class="country-chip">
                    <span>{ words.clone() }</span>
                    <button
                        class="country-chip-remove"
                        type="button"
                        aria-label={t!("messages.filter_remove", filter = words)}
                        onclick={take_away}
                    >
                        <Icon name={IconName::Close} />
                    </button>
                </li>
            }
        </ul>
    }
}

fn label_of(name: &str) -> String {
    match name {
        "user" => "SMS_USER".into(),
        "unconfirmed" => t!("messages.outcome"),
        _ => i18n::text(&format!("messages.{name}")),
    }
}

fn value_of(name: &str, value: &str, gateway: &Gateway) -> String {
    let options = match name {
        "template" => templates(gateway),
        "kind" => kinds(),
        "unconfirmed" => return t!("messages.unconfirmed"),
        "country" => return format::country(value),
        "from" | "to" => return format::day(value),
        _ => Vec::new(),
    };
    let found = options.into_iter().find(|(known, _)| known == value);
    found.map_or_else(|| value.to_owned(), |(_, words)| words.to_string())
}
