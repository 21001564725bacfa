//! What to start from while nothing is written: the guide's three samples, one click each.

use piecewise_sms::template::samples::{self, Sample};
use yew::prelude::*;

use crate::{
    i18n::{self, t},
    markup::html,
};

/// Props of [`Starters`].
#[derive(Properties, PartialEq)]
pub struct StartersProps {
    /// A sample was chosen.
    pub on_start: Callback<Sample>,
}

/// Offers the samples.
#[component]
pub fn Starters(props: &StartersProps) -> Html {
    html! {
        <section class="stack-tight" aria-labelledby="starters-title">
            <h2 id="starters-title">{ t!("calculator.starters") }</h2>
            <ul class="starters">
                for sample in samples::ALL {
                    <li key={sample.name}>
                        <button
                            class="starter"
                            type="button"
                            onclick={props.on_start.reform(move |_: MouseEvent| sample)}
                            data-test={format!("starter-{}", sample.content_type.as_str())}
                        >
                            <strong>{ i18n::text(&format!("content_type.{}", sample.content_type.as_str())) }</strong>
                            <span class="muted">{ sample.content }</span>
                        </button>
                    </li>
                }
            </ul>
        </section>
    }
}
