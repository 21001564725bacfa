//! Another price table: read, looked at with what it changes, and then imported as a whole or not at all.

use crate::i18n::t;
use piecewise_api::{Permission, PriceImport, PricePreview, PriceVersion, ProblemKind};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::changes::{changes, faults};
use crate::{
    client::{Answer, ClientError, Doing, Gateway, IdempotencyKey, calls, spawn_logged, use_doing, use_gateway},
    components::{Crumb, ErrorNotice, Icon, IconName, PageHead, Permitted, TextField},
    format, i18n,
    markup::html,
    routes::Route,
};

/// The page.
#[component]
pub fn PriceImportPage() -> Html {
    html! {
        <>
            <PageHead
                title={t!("prices.import_title")}
                sentence={Some(AttrValue::from(t!("prices.import_sentence")))}
                crumbs={vec![Crumb::new(t!("nav.wallet"), Route::Wallet), Crumb::new(t!("prices.title"), Route::Prices)]}
            />
            <Permitted permission={Permission::PricesWrite}><Inside /></Permitted>
        </>
    }
}

/// A table that was looked at, and the attempt to import it. A repeat is the same attempt.
#[derive(Debug, Clone, PartialEq)]
struct Looked {
    import: PriceImport,
    preview: PricePreview,
    key: IdempotencyKey,
}

#[component]
fn Inside() -> Html {
    let gateway = use_gateway();
    let typed = use_state_eq(PriceImport::default);
    let looked = use_state_eq(|| None::<Looked>);
    let imported = use_state_eq(|| None::<PriceVersion>);
    let looking = use_doing();
    let importing = use_doing();

    let change = {
        let (looking, importing, typed) = (looking.clone(), importing.clone(), typed.clone());
        Callback::from(move |import: PriceImport| {
            looking.forget();
            importing.forget();
            typed.set(import);
        })
    };
    let onsubmit = {
        let (gateway, typed, looking, looked) = (gateway.clone(), typed.clone(), looking.clone(), looked.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            looking.start("look at a price table", look(&gateway, (*typed).clone(), looked.clone()));
        })
    };
    let on_import = {
        let (gateway, importing, imported) = (gateway.clone(), importing.clone(), imported.setter());
        Callback::from(move |looked: Looked| {
            importing.start("import a price table", take(gateway.clone(), &looked, imported.clone()));
        })
    };
    if let Some(version) = &*imported {
        return done(version);
    }
    let currency = gateway.prices.ready().map(|prices| prices.currency.clone()).unwrap_or_default();
    let fresh = looked.as_ref().filter(|looked| looked.import == *typed);
    html! {
        <>
            <form class="card stack price-import" novalidate=true {onsubmit}>
                <CsvField import={(*typed).clone()} on_change={change.clone()} />
                <div class="price-import-facts">
                    { facts(&typed, &change, looking.refusal().as_ref()) }
                </div>
                <p class="muted small">{ t!("prices.currency_is", currency = currency) }</p>
                if let Some(error) = looking.refusal().filter(|error| words_for(error).is_none()) {
                    <ErrorNotice {error} />
                }
                <div class="row">
                    <button
                        class={if fresh.is_some() { "button" } else { "button button-primary" }}
                        type="submit"
                        aria-disabled={looking.is_under_way().then_some("true")}
                        data-test="preview-prices"
                    >
                        { t!("prices.look") }
                    </button>
                    if looked.is_some() && fresh.is_none() {
                        <span class="muted small" role="status">{ t!("prices.look_again") }</span>
                    }
                </div>
            </form>
            if let Some(looked) = fresh {
                { seen(looked, &importing, &on_import) }
            }
        </>
    }
}

/// Day, source and whether these are samples.
fn facts(typed: &UseStateHandle<PriceImport>, change: &Callback<PriceImport>, refused: Option<&ClientError>) -> Html {
    let fault = refused.and_then(words_for);
    let error_of =
        |field: &str| fault.as_ref().filter(|(of, _)| *of == field).map(|(_, words)| AttrValue::from(words.clone()));
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let on_day = change.reform({
        let typed = typed.clone();
        move |day| PriceImport { effective: filled(day), ..(*typed).clone() }
    });
    let on_source = change.reform({
        let typed = typed.clone();
        move |source| PriceImport { source: filled(source), ..(*typed).clone() }
    });
    let on_sample = change.reform({
        let typed = typed.clone();
        move |_: Event| {
            let is_sample = typed.is_sample != Some(true);
            PriceImport { is_sample: is_sample.then_some(true), ..(*typed).clone() }
        }
    });
    html! {
        <>
            <TextField
                id="price-day"
                kind="date"
                label={t!("prices.effective")}
                help={Some(AttrValue::from(t!("prices.effective_help")))}
                value={typed.effective.clone().unwrap_or_default()}
                on_input={on_day}
                error={error_of("effective")}
            />
            <TextField
                id="price-source"
                label={t!("prices.source")}
                help={Some(AttrValue::from(t!("prices.source_help")))}
                value={typed.source.clone().unwrap_or_default()}
                on_input={on_source}
                error={error_of("source")}
            />
            <label class="tick price-sample">
                <input type="checkbox" checked={typed.is_sample == Some(true)} onchange={on_sample} data-test="price-sample" />
                <span>{ t!("prices.are_sample") }</span>
            </label>
        </>
    }
}

/// What is wrong with something that holds for the whole table: the field, and the words.
fn words_for(error: &ClientError) -> Option<(&'static str, String)> {
    let ClientError::Problem(problem) = error else { return None };
    if problem.kind != ProblemKind::PriceTable {
        return None;
    }
    match problem.field.as_deref()? {
        "effective" => Some(("effective", t!("prices.effective_fault"))),
        "source" => Some(("source", t!("prices.source_fault"))),
        "currency" => Some(("csv", t!("prices.currency_fault"))),
        _ => None,
    }
}

/// Props of [`CsvField`].
#[derive(Properties, PartialEq)]
struct CsvFieldProps {
    import: PriceImport,
    on_change: Callback<PriceImport>,
}

/// The table itself: from a file, or typed.
#[component]
fn CsvField(props: &CsvFieldProps) -> Html {
    let input = use_node_ref();
    let is_unreadable = use_state_eq(|| false);
    let on_input = props.on_change.reform({
        let import = props.import.clone();
        move |csv| PriceImport { csv, ..import.clone() }
    });
    let onclick = use_callback(input.clone(), |_: MouseEvent, input| {
        if let Some(input) = input.cast::<HtmlInputElement>() {
            input.click();
        }
    });
    let onchange =
        use_callback((on_input.clone(), is_unreadable.setter()), |event: Event, (on_input, is_unreadable)| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (on_input, is_unreadable) = (on_input.clone(), is_unreadable.clone());
            spawn_logged("read a file of prices", async move {
                let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                is_unreadable.set(text.is_none());
                // The same file can be chosen again after it was corrected.
                input.set_value("");
                if let Some(text) = text {
                    on_input.emit(text);
                }
            });
        });
    let error = is_unreadable.then(|| AttrValue::from(t!("prices.unreadable_file")));
    html! {
        <>
            <div class="row">
                <input
                    class="visually-hidden"
                    type="file"
                    accept=".csv,text/csv"
                    tabindex="-1"
                    aria-label={t!("prices.choose_file")}
                    ref={input}
                    {onchange}
                    data-test="price-file"
                />
                <button class="button" type="button" {onclick}>
                    <Icon name={IconName::Upload} />
                    <span>{ t!("prices.choose_file") }</span>
                </button>
            </div>
            <TextField
                id="price-csv"
                label={t!("prices.csv")}
                help={Some(AttrValue::from(t!("prices.csv_help")))}
                placeholder={Some(AttrValue::Static("country,price\nSG,0.0412\nUS,0.0079"))}
                value={props.import.csv.clone()}
                {on_input}
                {error}
                n_lines=8
            />
        </>
    }
}

/// What the gateway says of the table, and the button that imports it.
fn seen(looked: &Looked, importing: &Doing, on_import: &Callback<Looked>) -> Html {
    let preview = &looked.preview;
    if !preview.faults.is_empty() {
        return faults(preview);
    }
    let onclick = on_import.reform({
        let looked = looked.clone();
        move |_: MouseEvent| looked.clone()
    });
    html! {
        <section class="card stack" aria-labelledby="preview" data-test="price-preview">
            <div class="stack-tight">
                <h2 id="preview">{ t!("prices.preview") }</h2>
                <p class="muted">
                    { t!("prices.preview_of", version = preview.compared_with, day = format::day(&preview.effective), source = preview.source) }
                </p>
            </div>
            { changes(preview) }
            if let Some(error) = importing.refusal() {
                <ErrorNotice {error} />
            }
            <div class="row">
                <button
                    class="button button-primary"
                    type="button"
                    aria-disabled={importing.is_under_way().then_some("true")}
                    {onclick}
                    data-test="import-confirm"
                >
                    { i18n::plural("prices.import_n", preview.n_prices.into()) }
                </button>
            </div>
        </section>
    }
}

fn done(version: &PriceVersion) -> Html {
    html! {
        <section class="card stack" role="status" data-test="prices-imported">
            <h2>{ t!("prices.imported_title", version = version.version) }</h2>
            <p>{ t!("prices.imported_what", day = format::day(&version.effective)) }</p>
            <div class="row">
                <a class="button button-primary" href={format!("{}?version={}", Route::Prices.href(), version.version)}>
                    { t!("prices.see") }
                </a>
            </div>
        </section>
    }
}

fn look(gateway: &Gateway, import: PriceImport, set: UseStateSetter<Option<Looked>>) -> Answer<()> {
    let answer = gateway.ask(calls::wallet::preview_prices(&with_currency(gateway, &import)));
    Box::pin(async move {
        let preview = answer.await?;
        set.set(Some(Looked { import, preview, key: IdempotencyKey::random() }));
        Ok(())
    })
}

fn take(gateway: Gateway, looked: &Looked, set: UseStateSetter<Option<PriceVersion>>) -> Answer<()> {
    let answer = gateway.ask(calls::wallet::import_prices(&with_currency(&gateway, &looked.import), &looked.key));
    Box::pin(async move {
        let version = answer.await?;
        gateway.read_prices();
        set.set(Some(version));
        Ok(())
    })
}

/// A table that does not name its currency is in the wallet's.
fn with_currency(gateway: &Gateway, import: &PriceImport) -> PriceImport {
    let names_one = import.csv.lines().next().is_some_and(|head| head.to_ascii_lowercase().contains("currency"));
    let currency = gateway.prices.ready().map(|prices| prices.currency.clone()).filter(|_| !names_one);
    PriceImport { currency, ..import.clone() }
}
