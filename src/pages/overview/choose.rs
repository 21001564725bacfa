//! Which days are shown: kept in the address, so that the view can be shared and reloaded.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::calls::statistics::Period,
    components::TextField,
    format, i18n,
    markup::{classes, html},
    query::{Query, View},
    routes::Route,
};

/// The periods that are one click away.
const USUAL: [(&str, u32); 3] = [("today", 1), ("7d", 7), ("30d", 30)];

/// The longest period that the gateway counts.
const MAX_DAYS: i64 = 400;

/// The period that an address means, and whether the days are chosen by hand; seven days where it does not say.
pub(super) fn period_of(query: &Query) -> (Period, bool) {
    let usual = |name: &str| USUAL.into_iter().find(|(known, _)| *known == name).map(|(_, n)| Period::Last(n));
    match (query.get("from"), query.get("to")) {
        (Some(from), Some(to)) if fault(from, to).is_none() => {
            (Period::Between { from: from.to_owned(), to: to.to_owned() }, true)
        }
        _ => (query.get("period").and_then(usual).unwrap_or(Period::Last(7)), false),
    }
}

/// What is wrong with days that were chosen by hand, as the key of its words.
fn fault(from: &str, to: &str) -> Option<&'static str> {
    let Some((from, to)) = number_of(from).zip(number_of(to)) else { return Some("statistics.no_day") };
    match to - from {
        ..0 => Some("statistics.no_order"),
        n_days if n_days >= MAX_DAYS => Some("statistics.too_long"),
        _ => None,
    }
}

/// Days since the Unix epoch of a day `YYYY-MM-DD` (the days of a civil calendar, counted from March).
fn number_of(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if iso.len() != 10 || !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 719_469)
}

/// Props of [`Choose`].
#[derive(Properties, PartialEq)]
pub(super) struct ChooseProps {
    /// What the address says.
    pub(super) view: View,
    /// The period that is shown.
    pub(super) period: Period,
    /// Whether its days were chosen by hand.
    pub(super) is_by_hand: bool,
}

/// Chooses the period.
#[component]
pub(super) fn Choose(props: &ChooseProps) -> Html {
    let is_open = use_state_eq(|| props.is_by_hand);
    let toggle = use_callback((*is_open, is_open.setter()), |_: MouseEvent, (is_open, set)| set.set(!is_open));
    html! {
        <div class="stack-tight">
            <div class="chips" role="group" aria-label={t!("statistics.period")}>
                for (name, n_days) in USUAL {
                    <a
                        key={name}
                        class={classes!("chip", "chip-link")}
                        href={address(&usual(&props.view.query, name))}
                        aria-current={(!props.is_by_hand && props.period == Period::Last(n_days)).then_some("true")}
                        data-test={format!("period-{name}")}
                    >
                        { i18n::text(&format!("statistics.{name}")) }
                    </a>
                }
                <button
                    class={classes!("chip", props.is_by_hand.then_some("chip-on"))}
                    type="button"
                    aria-expanded={is_open.to_string()}
                    onclick={toggle}
                    data-test="period-custom"
                >
                    { t!("statistics.custom") }
                </button>
            </div>
            if *is_open {
                <ByHand view={props.view.clone()} />
            }
        </div>
    }
}

fn usual(query: &Query, name: &str) -> Query {
    query.clone().with("from", "").with("to", "").with("period", name)
}

fn address(query: &Query) -> String {
    format!("{}?{}", Route::Overview.href(), query.to_text())
}

/// Props of [`ByHand`].
#[derive(Properties, PartialEq)]
struct ByHandProps {
    view: View,
}

/// The first and the last day.
#[component]
fn ByHand(props: &ByHandProps) -> Html {
    let today = format::day_of(format::now_ms());
    let or_today = |name: &str| props.view.query.get(name).map_or_else(|| today.clone(), str::to_owned);
    let from = use_state_eq(|| or_today("from"));
    let to = use_state_eq(|| or_today("to"));
    let is_asked = use_state_eq(|| false);
    let on_from = use_callback(from.setter(), |day, from| from.set(day));
    let on_to = use_callback(to.setter(), |day, to| to.set(day));
    let fault = fault(&from, &to);
    let onsubmit = {
        let (view, from, to, is_asked) = (props.view.clone(), (*from).clone(), (*to).clone(), is_asked.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            is_asked.set(true);
            if fault.is_none() {
                view.show(&view.query.clone().with("period", "").with("from", &from).with("to", &to));
            }
        })
    };
    let error = fault.filter(|_| *is_asked).map(|key| AttrValue::from(i18n::text(key)));
    html! {
        <form class="by-hand" novalidate=true {onsubmit}>
            <TextField id="from-day" kind="date" label={t!("statistics.from")} value={(*from).clone()} on_input={on_from} />
            <TextField id="to-day" kind="date" label={t!("statistics.to")} value={(*to).clone()} on_input={on_to} {error} />
            <button class="button" type="submit" data-test="show-days">{ t!("statistics.show") }</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, fault, number_of, period_of};
    use crate::query::Query;

    #[test]
    fn days_are_counted_as_on_the_calendar() {
        for (iso, n_days) in [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2024-02-29", 19_782),
            ("2024-12-31", 20_088),
            ("2026-11-23", 20_780),
        ] {
            assert_eq!(number_of(iso), Some(n_days), "{iso}");
        }
        for wrong in ["", "2026-13-01", "2026-1-1", "x", "1969-12-31"] {
            assert_eq!(number_of(wrong), None, "{wrong}");
        }
    }

    /// the address says which days are shown.
    #[test]
    fn the_address_says_the_period() {
        let period = |text: &str| period_of(&Query::read(text));
        assert_eq!(period(""), (Period::Last(7), false));
        assert_eq!(period("?period=today"), (Period::Last(1), false));
        assert_eq!(period("?period=30d"), (Period::Last(30), false));
        let days = Period::Between { from: "2026-11-01".into(), to: "2026-11-23".into() };
        assert_eq!(period("?from=2026-11-01&to=2026-11-23&period=30d"), (days, true));
        for wrong in
            ["?period=x", "?from=2026-11-23&to=2026-11-01", "?from=2020-01-01&to=2026-01-01", "?from=2026-11-01"]
        {
            assert_eq!(period(wrong), (Period::Last(7), false), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_with_days_has_words() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(fault("2026-01-01", "2027-02-04"), None, "400 days");
        for (from, to) in [("", ""), ("2026-01-02", "2026-01-01"), ("2026-01-01", "2027-02-05")] {
            let key = fault(from, to).unwrap();
            assert_ne!(crate::i18n::text(key), key);
        }
    }
}
