//! One country out of all: a searchable combobox with the price of each, operable by keyboard alone.

use crate::i18n::t;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::{
    countries::{self, Country},
    format,
    markup::html,
    prices::PriceList,
};

/// Props of [`CountryPicker`].
#[derive(Properties, PartialEq)]
pub struct CountryPickerProps {
    /// The id of the input.
    pub id: AttrValue,
    /// The country that is chosen, ISO 3166-1 alpha-2.
    pub country: AttrValue,
    /// The prices shown beside the names.
    pub prices: PriceList,
    /// Another country was chosen.
    pub on_choose: Callback<AttrValue>,
    /// Its `data-test`.
    pub test: AttrValue,
}

/// What is open: the words searched for and the option that Enter would take.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Search {
    needle: String,
    at: usize,
}

/// Chooses a country.
#[component]
pub fn CountryPicker(props: &CountryPickerProps) -> Html {
    let search = use_state_eq(|| None::<Search>);
    let countries = use_memo((), |()| countries::all());
    let list = use_node_ref();
    let input = use_node_ref();
    let found: Vec<Country> = match &*search {
        Some(search) => matching(&countries, &search.needle, &props.prices),
        None => Vec::new(),
    };
    let at = search.as_ref().map_or(0, |search| search.at.min(found.len().saturating_sub(1)));

    use_effect_with((list.clone(), at, search.is_some()), |(list, _, _)| {
        let option = list.cast::<Element>().and_then(|list| list.query_selector("[aria-selected=true]").ok().flatten());
        if let (Some(option), Some(list)) = (option.and_then(|option| option.dyn_into().ok()), list.cast::<Element>()) {
            keep_in_view(&list, &option);
        }
    });

    // After a choice the next letter typed should begin a new search, not continue the name.
    use_effect_with((input.clone(), search.is_some()), |(input, is_open)| {
        let input = input.cast::<HtmlInputElement>().filter(|_| !is_open);
        let document = web_sys::window().and_then(|window| window.document());
        let focused = document.and_then(|document| document.active_element());
        if let Some(input) = input.filter(|input| focused.as_ref().is_some_and(|it| it.is_same_node(Some(input)))) {
            input.select();
        }
    });

    let choose = {
        let (on_choose, search) = (props.on_choose.clone(), search.setter());
        move |code: &'static str| {
            on_choose.emit(code.into());
            search.set(None);
        }
    };
    let oninput = Callback::from({
        let search = search.setter();
        move |event: InputEvent| {
            let needle = event.target_unchecked_into::<HtmlInputElement>().value();
            search.set(Some(Search { needle, at: 0 }));
        }
    });
    let open = Callback::from({
        let (search, is_open) = (search.setter(), search.is_some());
        move |event: FocusEvent| {
            if !is_open {
                search.set(Some(Search { needle: String::new(), at: 0 }));
            }
            event.target_unchecked_into::<HtmlInputElement>().select();
        }
    });
    let onblur = Callback::from({
        let search = search.setter();
        move |_: FocusEvent| search.set(None)
    });
    let onkeydown = Callback::from({
        let (search, found, choose) = (search.clone(), found.clone(), choose.clone());
        move |event: KeyboardEvent| {
            if event.is_composing() {
                return;
            }
            let needle = search.as_ref().map(|search| search.needle.clone()).unwrap_or_default();
            let is_open = search.is_some();
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" if !is_open => search.set(Some(Search { needle, at: 0 })),
                "ArrowDown" => search.set(Some(Search { needle, at: (at + 1).min(found.len().saturating_sub(1)) })),
                "ArrowUp" => search.set(Some(Search { needle, at: at.saturating_sub(1) })),
                "Enter" if is_open => {
                    if let Some(country) = found.get(at) {
                        choose(country.code);
                    }
                }
                "Escape" if is_open => search.set(None),
                _ => return,
            }
            event.prevent_default();
        }
    });

    let list_id = format!("{}-list", props.id);
    let option_id = |code: &str| format!("{}-{code}", props.id);
    let value = search.as_ref().map_or_else(|| format::country(&props.country), |search| search.needle.clone());
    html! {
        <div class="picker">
            <input
                id={props.id.clone()}
                class="input"
                ref={input}
                type="text"
                role="combobox"
                autocomplete="off"
                aria-expanded={search.is_some().to_string()}
                aria-controls={list_id.clone()}
                aria-autocomplete="list"
                aria-activedescendant={found.get(at).map(|country| option_id(country.code))}
                placeholder={search.is_some().then(|| format::country(&props.country))}
                {value}
                {oninput}
                onfocus={open}
                {onblur}
                {onkeydown}
                data-test={props.test.clone()}
            />
            <ul
                id={list_id}
                class="picker-list"
                role="listbox"
                aria-label={t!("country.all")}
                ref={list}
                hidden={search.is_none()}
            >
                for (index, country) in found.iter().enumerate() {
                    <li
                        key={country.code}
                        id={option_id(country.code)}
                        class="picker-option"
                        role="option"
                        aria-selected={(index == at).to_string()}
                        onmousedown={{
                            let (choose, code) = (choose.clone(), country.code);
                            Callback::from(move |event: MouseEvent| {
                                // The input must not lose the focus before the choice is made.
                                event.prevent_default();
                                choose(code);
                            })
                        }}
                    >
                        <span class="grow">{ &country.name }</span>
                        { price(&props.prices, country.code) }
                    </li>
                }
                if found.is_empty() && search.is_some() {
                    <li class="picker-none muted" role="option" aria-selected="false" aria-disabled="true">{ t!("country.none") }</li>
                }
            </ul>
        </div>
    }
}

/// The countries that fit, those with a known price first.
fn matching(countries: &[Country], needle: &str, prices: &PriceList) -> Vec<Country> {
    let fits = countries.iter().filter(|country| country.matches(needle));
    let (known, unknown): (Vec<_>, Vec<_>) = fits.partition(|country| prices.price(country.code).is_some());
    known.into_iter().chain(unknown).cloned().collect()
}

fn price(prices: &PriceList, code: &str) -> Html {
    match prices.price(code) {
        Some(price) => html! { <span class="muted figure">{ format::money(price, &prices.currency) }</span> },
        None => html! { <span class="muted small">{ t!("country.no_price") }</span> },
    }
}

fn keep_in_view(list: &Element, option: &web_sys::HtmlElement) {
    let (top, height) = (option.offset_top(), option.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if top + height > list.scroll_top() + list.client_height() {
        list.set_scroll_top(top + height - list.client_height());
    }
}

#[cfg(test)]
mod tests {
    use piecewise_sms::prices::PriceTable;

    use super::{PriceList, countries, matching};

    /// a country without a price can be chosen, and comes after those with one.
    #[test]
    fn every_country_is_offered_and_those_with_a_price_first() {
        let prices = PriceList::from(&PriceTable::sample());
        let found = matching(&countries::all(), "", &prices);
        assert_eq!(found.len(), 249);
        let first_without = found.iter().position(|country| prices.price(country.code).is_none()).unwrap();
        assert!(found[first_without..].iter().all(|country| prices.price(country.code).is_none()));
    }
}
