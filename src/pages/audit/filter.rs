//! Which entries are shown: what was done, by whom, since when. It stands in the address.

use crate::i18n::t;
use piecewise_api::Permission;
use yew::prelude::*;

use crate::{
    client::{Loadable, calls, calls::audit::AuditFilter, use_gateway, use_resource},
    components::SelectField,
    format,
    markup::html,
    query::{View, use_view},
};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The beginnings of actions that belong together, and the keys of their words.
const AREAS: [(&str, &str); 13] = [
    ("session.", "audit.area.sessions"),
    ("people.", "audit.area.people"),
    ("credentials.", "audit.area.credentials"),
    ("templates.", "audit.area.templates"),
    ("messages.", "audit.area.messages"),
    ("campaign.", "audit.area.campaigns"),
    ("live.", "audit.area.live"),
    ("numbers.", "audit.area.numbers"),
    ("wallet.", "audit.area.wallet"),
    ("prices.", "audit.area.prices"),
    ("hook", "audit.area.hooks"),
    ("sender.", "audit.area.senders"),
    ("suppression.", "audit.area.suppression"),
];

/// How far back, and the keys of the words.
const PERIODS: [(&str, i64, &str); 3] = [
    ("day", DAY_MS, "audit.since.day"),
    ("week", 7 * DAY_MS, "audit.since.week"),
    ("month", 30 * DAY_MS, "audit.since.month"),
];

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    what: String,
    who: String,
    since: String,
}

impl Filter {
    /// The filter that stands in the address.
    pub(super) fn of(view: &View) -> Self {
        let get = |name| view.get(name).to_owned();
        Self { what: get("what"), who: get("who"), since: get("since") }
    }

    /// As the gateway is asked.
    pub(super) fn wanted(&self) -> AuditFilter {
        let period = PERIODS.iter().find(|(name, ..)| *name == self.since);
        AuditFilter {
            action: self.what.clone(),
            actor: self.who.clone(),
            from_ms: period.map(|(_, period_ms, _)| format::now_ms() - period_ms),
        }
    }
}

/// The three choices.
#[component]
pub(super) fn Filters() -> Html {
    let view = use_view();
    let gateway = use_gateway();
    let may_see_people = gateway.permits(Permission::TeamRead);
    let people = use_resource(may_see_people, (), |gateway, may_see, signal| {
        let answer = may_see.then(|| gateway.ask(calls::people::people(signal)));
        Box::pin(async move {
            match answer {
                Some(answer) => answer.await,
                None => Ok(Vec::new()),
            }
        })
    });
    let filter = Filter::of(&view);
    let on_choose = |name: &'static str| {
        let view = view.clone();
        Callback::from(move |value: String| view.set(name, &value))
    };
    let all = |key| (AttrValue::Static(""), AttrValue::from(t!(key)));
    let mut whats = vec![all("audit.everything")];
    whats.extend(AREAS.map(|(action, key)| (AttrValue::Static(action), AttrValue::from(t!(key)))));
    let mut whos = vec![all("audit.everybody")];
    if let Loadable::Ready(people) = &people.value {
        whos.extend(people.iter().map(|person| (person.id.to_string().into(), person.name.clone().into())));
    }
    let mut sinces = vec![all("audit.since.ever")];
    sinces.extend(PERIODS.map(|(name, _, key)| (AttrValue::Static(name), AttrValue::from(t!(key)))));
    html! {
        <div class="audit-filters" role="group" aria-label={t!("audit.filter")}>
            <SelectField id="audit-what" label={t!("audit.what")} options={whats} value={filter.what} on_choose={on_choose("what")} />
            if may_see_people {
                <SelectField id="audit-who" label={t!("audit.who")} options={whos} value={filter.who} on_choose={on_choose("who")} />
            }
            <SelectField id="audit-since" label={t!("audit.when")} options={sinces} value={filter.since} on_choose={on_choose("since")} />
        </div>
    }
}
