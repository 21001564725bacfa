//! What the console keeps in this browser: what it is, how much, and taking it away.

use crate::i18n::t;
use yew::prelude::*;

use crate::{
    client::{spawn_logged, use_doing},
    components::Confirm,
    drafts, format,
    i18n::plural,
    markup::html,
    storage,
};

/// The beginning of what is kept about tests: numbers, masked, with what the person calls their phones.
const TESTS: &str = "piecewise.test";

/// Says that there is a session to ask for. Without it the person would seem signed out, and would not be.
const SIGNED_IN: &str = "piecewise.signed_in";

/// A kind of things that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Drafts,
    Numbers,
    Preferences,
}

/// How much of it there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Amount {
    n_things: usize,
    n_bytes: usize,
}

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Holding {
    drafts: Amount,
    numbers: Amount,
    preferences: Amount,
}

impl Kept {
    const ALL: [Self; 3] = [Self::Drafts, Self::Numbers, Self::Preferences];

    /// Its name, a sentence about it, and what the button says.
    fn words(self) -> [String; 3] {
        match self {
            Self::Drafts => [t!("device.drafts"), t!("device.drafts_what"), t!("device.drafts_clear")],
            Self::Numbers => [t!("device.numbers"), t!("device.numbers_what"), t!("device.numbers_clear")],
            Self::Preferences => {
                [t!("device.preferences"), t!("device.preferences_what"), t!("device.preferences_clear")]
            }
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Numbers => "numbers",
            Self::Preferences => "preferences",
        }
    }

    const fn of(self, holding: Holding) -> Amount {
        match self {
            Self::Drafts => holding.drafts,
            Self::Numbers => holding.numbers,
            Self::Preferences => holding.preferences,
        }
    }
}

/// The list.
#[component]
pub(super) fn DeviceData() -> Html {
    let holding = use_state_eq(Holding::default);
    let asked = use_state_eq(|| None::<Option<Kept>>);
    let doing = use_doing();
    use_effect_with((), {
        let holding = holding.setter();
        move |()| {
            spawn_logged("count what is kept on this device", async move { holding.set(count().await) });
        }
    });
    let on_ask = use_callback(asked.setter(), |kept: Option<Kept>, asked| asked.set(Some(kept)));
    let on_close = use_callback((asked.setter(), doing.clone()), |(), (asked, doing)| {
        asked.set(None);
        doing.forget();
    });
    let on_confirm = {
        let (doing, asked, holding) = (doing.clone(), asked.clone(), holding.setter());
        Callback::from(move |()| {
            let Some(kept) = *asked else { return };
            let (asked, holding) = (asked.setter(), holding.clone());
            doing.start(
                "clear what is kept on this device",
                Box::pin(async move {
                    for kept in Kept::ALL.into_iter().filter(|one| kept.is_none_or(|kept| kept == *one)) {
                        clear(kept).await;
                    }
                    holding.set(count().await);
                    asked.set(None);
                    Ok(())
                }),
            );
        })
    };
    let all = on_ask.reform(|_: MouseEvent| None);
    html! {
        <section class="card stack" aria-labelledby="device" data-test="device">
            <div class="stack-tight">
                <h2 id="device">{ t!("device.title") }</h2>
                <p class="muted">{ t!("device.what") }</p>
            </div>
            <ul class="rows">
                for kept in Kept::ALL {
                    { row(kept, kept.of(*holding), &on_ask) }
                }
            </ul>
            <div class="row">
                <button class="button button-danger" type="button" onclick={all} data-test="clear-all">{ t!("device.clear_all") }</button>
            </div>
            <p class="muted small">{ t!("device.never") }</p>
            <Confirm
                is_open={asked.is_some()}
                title={asked.flatten().map_or_else(|| t!("device.clear_all"), |kept| kept.words()[2].clone())}
                action={t!("device.clear")}
                {doing}
                {on_confirm}
                {on_close}
            >
                <p>{ if asked.flatten() == Some(Kept::Drafts) || *asked == Some(None) { t!("device.confirm_drafts") } else { t!("device.confirm") } }</p>
            </Confirm>
        </section>
    }
}

fn row(kept: Kept, amount: Amount, on_ask: &Callback<Option<Kept>>) -> Html {
    let [name, what, _] = kept.words();
    let label = format!("{}: {name}", t!("device.clear"));
    let onclick = on_ask.reform(move |_: MouseEvent| Some(kept));
    html! {
        <li key={kept.name()} class="rows-row" data-test={format!("kept-{}", kept.name())}>
            <div class="grow">
                <p><strong>{ name }</strong>{ " " }<span class="muted figure">{ how_much(amount) }</span></p>
                <p class="muted small">{ what }</p>
            </div>
            if amount.n_things > 0 {
                <button class="button button-small" type="button" aria-label={label} {onclick} data-test={format!("clear-{}", kept.name())}>
                    { t!("device.clear") }
                </button>
            }
        </li>
    }
}

fn how_much(amount: Amount) -> String {
    if amount.n_things == 0 {
        return t!("device.nothing");
    }
    let n_kib = amount.n_bytes.div_ceil(1024) as u64;
    format!("{} · {} KB", plural("device.n_things", amount.n_things as u64), format::integer(n_kib))
}

async fn count() -> Holding {
    let drafts = drafts::list().await.unwrap_or_default();
    let n_bytes = if drafts.is_empty() { 0 } else { drafts::write_file(&drafts).len() };
    let mut holding = Holding { drafts: Amount { n_things: drafts.len(), n_bytes }, ..Holding::default() };
    for (key, value) in storage::all() {
        let (amount, n_things) = match key.as_str() {
            SIGNED_IN => continue,
            key if key.starts_with(TESTS) => (&mut holding.numbers, value.lines().count()),
            _ => (&mut holding.preferences, 1),
        };
        amount.n_things += n_things;
        amount.n_bytes += key.len() + value.len();
    }
    holding
}

async fn clear(kept: Kept) {
    match kept {
        Kept::Drafts => {
            for draft in drafts::list().await.unwrap_or_default() {
                // One that could not be deleted is counted again.
                let _ = drafts::delete(&draft.id).await;
            }
        }
        Kept::Numbers | Kept::Preferences => {
            for (key, _) in storage::all() {
                if key != SIGNED_IN && key.starts_with(TESTS) == (kept == Kept::Numbers) {
                    storage::remove(&key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, how_much};

    #[test]
    fn what_is_kept_is_told_in_things_and_kilobytes() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(how_much(Amount::default()), "nothing");
        assert_eq!(how_much(Amount { n_things: 1, n_bytes: 12 }), "1 item · 1 KB");
        assert_eq!(how_much(Amount { n_things: 3, n_bytes: 3000 }), "3 items · 3 KB");
    }
}
