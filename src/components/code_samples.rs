//! One program in several languages, with the language that was chosen last.

use crate::i18n::t;
use yew::prelude::*;

use super::CopyButton;
use crate::{markup::html, samples::Language, storage};

/// Remembers the language of the samples on this device.
const LANGUAGE_KEY: &str = "piecewise.sample_language";

/// Props of [`CodeSamples`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeSamplesProps {
    /// The program in each language that there is one for.
    pub(crate) programs: Vec<(Language, AttrValue)>,
    /// What the programs do, for a screen reader.
    pub(crate) label: AttrValue,
    /// Its `data-test`.
    pub(crate) test: AttrValue,
}

/// Shows the program in one language and lets another be chosen.
#[component]
pub(crate) fn CodeSamples(props: &CodeSamplesProps) -> Html {
    let chosen = use_state_eq(|| storage::read(LANGUAGE_KEY).unwrap_or_default());
    let found = props.programs.iter().find(|(language, _)| language.name() == *chosen).or(props.programs.first());
    let Some((shown, program)) = found else { return Html::default() };
    html! {
        <div class="stack-tight" data-test={props.test.clone()}>
            <div class="chips" role="group" aria-label={t!("samples.language")}>
                for (language, _) in &props.programs {
                    <button
                        key={language.name()}
                        class="chip"
                        type="button"
                        aria-pressed={(language == shown).to_string()}
                        onclick={choose(&chosen, *language)}
                    >
                        { language.name() }
                    </button>
                }
            </div>
            <div class="sample">
                <pre class="sample-text" role="group" tabindex="0" aria-label={props.label.clone()} data-test="sample">
                    { program }
                </pre>
                <CopyButton text={program.clone()} label={t!("integrations.copy_what", what = shown.name())} />
            </div>
        </div>
    }
}

fn choose(chosen: &UseStateHandle<String>, language: Language) -> Callback<MouseEvent> {
    let chosen = chosen.setter();
    Callback::from(move |_| {
        storage::write(LANGUAGE_KEY, language.name());
        chosen.set(language.name().to_owned());
    })
}
