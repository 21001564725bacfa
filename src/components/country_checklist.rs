//! Any number of countries: search, whole parts of the world, and what is chosen as chips.

use crate::i18n::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Icon, IconName};
use crate::{
    countries::{self, Country, REGIONS, Region},
    format,
    i18n::{self, plural},
    markup::html,
};

/// Chips shown before the rest is a number.
const N_CHIPS: usize = 12;

/// Props of [`CountryChecklist`].
#[derive(Properties, PartialEq)]
pub struct CountryChecklistProps {
    /// The id of the search field, which takes the focus.
    pub id: AttrValue,
    /// The label of the group.
    pub label: AttrValue,
    /// What the choice means.
    pub help: AttrValue,
    /// The countries that are chosen, ISO 3166-1 alpha-2.
    pub chosen: Vec<String>,
    /// The choice was changed.
    pub on_change: Callback<Vec<String>>,
}

/// Chooses countries.
#[component]
pub fn CountryChecklist(props: &CountryChecklistProps) -> Html {
    let needle = use_state_eq(String::new);
    let is_open = use_state_eq(|| false);
    let regions = use_memo((), |()| {
        REGIONS.iter().map(|region| (region, countries::sorted(region.countries()))).collect::<Vec<_>>()
    });
    let oninput = {
        let (needle, is_open) = (needle.setter(), is_open.setter());
        Callback::from(move |event: InputEvent| {
            needle.set(event.target_unchecked_into::<HtmlInputElement>().value());
            is_open.set(true);
        })
    };
    let onfocus = {
        let is_open = is_open.setter();
        Callback::from(move |_: FocusEvent| is_open.set(true))
    };
    let close = {
        let is_open = is_open.setter();
        Callback::from(move |_: MouseEvent| is_open.set(false))
    };
    let found: Vec<(&Region, Vec<&Country>)> = regions
        .iter()
        .map(|(region, countries)| (*region, countries.iter().filter(|country| country.matches(&needle)).collect()))
        .filter(|(_, countries): &(&Region, Vec<&Country>)| !countries.is_empty())
        .collect();
    html! {
        <fieldset class="field">
            <legend class="field-label">{ &props.label }</legend>
            <p id={format!("{}-help", props.id)} class="field-help">{ &props.help }</p>
            { chips(props) }
            <input
                id={props.id.clone()}
                class="input"
                type="search"
                autocomplete="off"
                placeholder={t!("countries.search")}
                aria-label={t!("countries.search")}
                aria-describedby={format!("{}-help", props.id)}
                value={(*needle).clone()}
                {oninput}
                {onfocus}
                data-test="countries-search"
            />
            if *is_open {
                <div class="checklist">
                    for (region, countries) in found.iter() {
                        <div key={region.key} class="checklist-region" role="group" aria-label={i18n::text(region.key)}>
                            if needle.trim().is_empty() {
                                { whole_region(region, countries, props) }
                            } else {
                                <p class="checklist-name">{ i18n::text(region.key) }</p>
                            }
                            <div class="checklist-countries">
                                for country in countries.iter() {
                                    <label key={country.code} class="tick">
                                        <input
                                            type="checkbox"
                                            checked={is_chosen(&props.chosen, country.code)}
                                            onchange={toggle(props, country.code)}
                                            data-test={format!("country-{}", country.code)}
                                        />
                                        <span>{ &country.name }</span>
                                    </label>
                                }
                            </div>
                        </div>
                    }
                    if found.is_empty() {
                        <p class="muted">{ t!("country.none") }</p>
                    }
                </div>
                <div class="row row-between">
                    <span class="muted small" role="status">{ plural("countries.chosen", props.chosen.len() as u64) }</span>
                    <button class="button button-small" type="button" onclick={close}>{ t!("countries.done") }</button>
                </div>
            }
        </fieldset>
    }
}

fn chips(props: &CountryChecklistProps) -> Html {
    if props.chosen.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="country-chips">
            for code in props.chosen.iter().take(N_CHIPS) {
                <li key={code.clone()} class="country-chip">
                    <span>{ format::country(code) }</span>
                    <button
                        type="button"
                        class="country-chip-remove"
                        aria-label={t!("countries.remove", country = format::country(code))}
                        onclick={remove(props, code)}
                    >
                        <Icon name={IconName::Close} />
                    </button>
                </li>
            }
            if props.chosen.len() > N_CHIPS {
                <li key="more" class="country-chip">{ plural("countries.more", (props.chosen.len() - N_CHIPS) as u64) }</li>
            }
        </ul>
    }
}

/// The head of a part of the world, with a box for all of it.
fn whole_region(region: &Region, countries: &[&Country], props: &CountryChecklistProps) -> Html {
    let codes: Vec<&'static str> = countries.iter().map(|country| country.code).collect();
    let has_all = codes.iter().all(|code| is_chosen(&props.chosen, code));
    let chosen = props.chosen.clone();
    let onchange = props.on_change.reform(move |_: Event| with_all(&chosen, &codes, !has_all));
    html! {
        <label class="tick checklist-head">
            <input type="checkbox" checked={has_all} {onchange} data-test={region.key.replace('.', "-")} />
            <strong>{ i18n::text(region.key) }</strong>
        </label>
    }
}

fn toggle(props: &CountryChecklistProps, code: &'static str) -> Callback<Event> {
    let chosen = props.chosen.clone();
    props.on_change.reform(move |_| with_all(&chosen, &[code], !is_chosen(&chosen, code)))
}

fn remove(props: &CountryChecklistProps, code: &str) -> Callback<MouseEvent> {
    let (chosen, code) = (props.chosen.clone(), code.to_owned());
    props.on_change.reform(move |_| chosen.iter().filter(|other| **other != code).cloned().collect())
}

fn is_chosen(chosen: &[String], code: &str) -> bool {
    chosen.iter().any(|other| other == code)
}

/// The choice with all of `codes` in it, or none of them.
fn with_all(chosen: &[String], codes: &[&'static str], is_in: bool) -> Vec<String> {
    let mut next: Vec<String> = chosen.iter().filter(|code| !codes.contains(&code.as_str())).cloned().collect();
    if is_in {
        next.extend(codes.iter().map(|code| (*code).to_owned()));
    }
    next
}

#[cfg(test)]
mod tests {
    use super::with_all;

    /// a whole part of the world at once, and back.
    #[test]
    fn a_region_is_added_without_doubling_and_removed_whole() {
        let chosen = vec!["SG".to_owned(), "US".to_owned()];
        let all = with_all(&chosen, &["SG", "JP"], true);
        assert_eq!(all, ["US", "SG", "JP"]);
        assert_eq!(with_all(&all, &["SG", "JP"], false), ["US"]);
    }
}
