//! The period by what its messages are: country, template, SMS_USER.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::{Slice, Statistics};
use yew::prelude::*;

use super::{
    figures::{in_words, parts_of, rate},
    statuses::{days, messages},
    table::{Shape, ShapeSwitch, table},
};
use crate::{
    components::chart::Bar,
    format, i18n,
    markup::html,
    query::{Query, View},
    routes::Route,
};

/// Bars that are drawn; the table has all.
const N_BARS: usize = 10;

/// What the period is split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Country,
    Template,
    SmsUser,
}

impl Part {
    const ALL: [Self; 3] = [Self::Country, Self::Template, Self::SmsUser];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Template => "template",
            Self::SmsUser => "sms_user",
        }
    }

    fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.as_str() == name).unwrap_or(Self::Country)
    }

    fn words(self) -> String {
        match self {
            Self::Country => t!("messages.country"),
            Self::Template => t!("messages.template"),
            Self::SmsUser => "SMS_USER".into(),
        }
    }

    fn slices(self, statistics: &Statistics) -> &[Slice] {
        match self {
            Self::Country => &statistics.by_country,
            Self::Template => &statistics.by_template,
            Self::SmsUser => &statistics.by_sms_user,
        }
    }

    fn name_of(self, slice: &Slice) -> String {
        match (self, &slice.name) {
            (Self::Country, _) if slice.key.is_empty() => t!("messages.country_unknown"),
            (Self::Country, _) => format::country(&slice.key),
            (_, Some(name)) => name.clone(),
            (_, None) => slice.key.clone(),
        }
    }

    /// The messages of a slice; `None` where the log cannot be asked for them.
    fn address(self, slice: &Slice, days: &Query) -> Option<String> {
        let name = match self {
            Self::Country => "country",
            Self::Template => "template",
            Self::SmsUser => "user",
        };
        (!slice.key.is_empty()).then(|| messages(&days.clone().with(name, &slice.key)))
    }
}

/// Props of [`Parts`].
#[derive(Properties, PartialEq)]
pub(super) struct PartsProps {
    /// The figures.
    pub(super) statistics: Rc<Statistics>,
    /// What the address says.
    pub(super) view: View,
}

/// Shows the parts as bars or as a table.
#[component]
pub(super) fn Parts(props: &PartsProps) -> Html {
    let statistics = &props.statistics;
    let part = Part::of(props.view.get("by"));
    let slices = part.slices(statistics);
    let shape = Shape::of(props.view.get("parts"));
    html! {
        <section class="card stack" aria-labelledby="by-part" data-test="by-part">
            <div class="row row-between">
                <h3 id="by-part">{ t!("statistics.by_part", part = part.words()) }</h3>
                <ShapeSwitch
                    view={props.view.clone()}
                    name="parts"
                    statistics={Rc::clone(statistics)}
                    slices={slices.to_vec()}
                    what={part.as_str()}
                />
            </div>
            <div class="chips" role="group" aria-label={t!("statistics.split")}>
                for other in Part::ALL {
                    <a
                        key={other.as_str()}
                        class="chip chip-link"
                        href={format!("{}?{}", Route::Overview.href(), props.view.query.clone().with("by", other.as_str()).to_text())}
                        aria-current={(other == part).then_some("true")}
                        data-test={format!("by-{}", other.as_str())}
                    >
                        { other.words() }
                    </a>
                }
            </div>
            if shape == Shape::Table {
                { table("by-part", &part.words(), slices, statistics, &|slice| part.name_of(slice)) }
            } else {
                { bars(part, slices, statistics) }
            }
        </section>
    }
}

fn bars(part: Part, slices: &[Slice], statistics: &Statistics) -> Html {
    let most = slices.iter().map(|slice| slice.figures.messages.total).max().unwrap_or(0);
    let days = days(statistics);
    html! {
        <>
            <ul class="parts">
                for slice in slices.iter().take(N_BARS) {
                    <li key={slice.key.clone()} class="part">
                        <span class="part-name">
                            if let Some(address) = part.address(slice, &days) {
                                <a href={address}>{ part.name_of(slice) }</a>
                            } else {
                                { part.name_of(slice) }
                            }
                        </span>
                        <Bar
                            label={Some(AttrValue::from(in_words(&part.name_of(slice), &slice.figures.messages)))}
                            parts={parts_of(&slice.figures.messages)}
                            whole={most}
                        />
                        <span class="part-number figure">{ format::integer(slice.figures.messages.total) }</span>
                        <span class="part-rate muted small figure">{ rate(&slice.figures) }</span>
                        <span class="part-cost muted small figure">
                            { format::money(slice.figures.cost, &statistics.currency) }
                        </span>
                    </li>
                }
            </ul>
            if slices.len() > N_BARS {
                <p class="muted small">{ i18n::plural("statistics.more", (slices.len() - N_BARS) as u64) }</p>
            }
        </>
    }
}
