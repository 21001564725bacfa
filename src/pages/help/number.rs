//! A number checked once more: valid in its country, or written without its country code, and then how it would be
//! written with it.

use piecewise_api::NumberCheck;
use yew::prelude::*;

use super::checks::{self, Check, Mark};
use crate::{
    client::{ClientError, Gateway, Signal, use_doing, use_gateway},
    components::{ErrorNotice, TextField},
    format,
    i18n::t,
    markup::html,
};

/// The fault of a number that does not begin with a country code.
const NO_COUNTRY_CODE: &str = "no_country_code";

/// Props of [`NumberAgain`].
#[derive(Properties, PartialEq)]
pub(super) struct NumberAgainProps {
    /// The country code of the message, `+65`; none where it is not known.
    pub(super) calling_code: Option<String>,
}

/// What is known of a number: the check of it, and of the same with the country code before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    asked: String,
    as_written: NumberCheck,
    with_code: Option<NumberCheck>,
}

/// Checks a number as an application wrote it.
#[component]
pub(super) fn NumberAgain(props: &NumberAgainProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let typed = use_state_eq(String::new);
    let found = use_state_eq(|| None::<Found>);
    let on_input = use_callback(typed.setter(), |typed, set| set.set(typed));
    let onsubmit = {
        let (doing, set, typed, code) = (doing.clone(), found.setter(), typed.clone(), props.calling_code.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (gateway, set, asked, code) = (gateway.clone(), set.clone(), (*typed).clone(), code.clone());
            if !asked.trim().is_empty() {
                doing.start(
                    "check a number",
                    Box::pin(async move {
                        set.set(Some(find(&gateway, asked, code).await?));
                        Ok(())
                    }),
                );
            }
        })
    };
    let said = found.as_ref().filter(|found| found.asked == *typed);
    html! {
        <form class="stack-tight help-number" {onsubmit}>
            <TextField
                id="help-number"
                label={t!("help.lost.check_number")}
                help={Some(AttrValue::from(t!("help.lost.check_number_help")))}
                kind="tel"
                value={(*typed).clone()}
                {on_input}
            />
            <div class="row"><button class="button" type="submit" data-test="check-number">{ t!("help.lost.check") }</button></div>
            if let Some(found) = said {
                { checks::list(vec![check(found)]) }
            }
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </form>
    }
}

async fn find(gateway: &Gateway, asked: String, calling_code: Option<String>) -> Result<Found, ClientError> {
    let as_written = gateway.check_number(&asked, &Signal::never()).await?;
    let mut with_code = None;
    if let Some(code) = calling_code.filter(|_| as_written.fault.as_deref() == Some(NO_COUNTRY_CODE)) {
        let national = asked.trim().trim_start_matches('0');
        with_code = Some(gateway.check_number(&format!("{code}{national}"), &Signal::never()).await?);
    }
    Ok(Found { asked, as_written, with_code })
}

fn check(found: &Found) -> Check {
    let country = |number: &NumberCheck| {
        number.country.as_deref().map_or_else(|| t!("messages.country_unknown"), format::country)
    };
    let proposed = found.with_code.as_ref().and_then(|number| number.e164.as_ref().map(|e164| (number, e164)));
    let (mark, text) = match (&found.as_written.e164, proposed) {
        (Some(e164), _) => (Mark::Good, t!("help.lost.number_is", phone = e164, country = country(&found.as_written))),
        (None, Some((number, e164))) => (Mark::Bad, t!("help.lost.proposed", phone = e164, country = country(number))),
        (None, None) if found.as_written.fault.as_deref() == Some(NO_COUNTRY_CODE) => {
            (Mark::Bad, t!("help.lost.proposed_none"))
        }
        (None, None) => (Mark::Bad, t!("help.lost.number_bad")),
    };
    Check::new(mark, "number", text)
}

#[cfg(test)]
mod tests {
    use piecewise_api::NumberCheck;

    use super::{Found, Mark, check};

    fn number(e164: Option<&str>, fault: Option<&str>) -> NumberCheck {
        NumberCheck {
            e164: e164.map(str::to_owned),
            country: e164.map(|_| "SG".to_owned()),
            fault: fault.map(str::to_owned),
        }
    }

    /// a number in its national form is flagged with the international one.
    #[test]
    fn a_number_without_its_country_code_gets_the_whole_one() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let found = Found {
            asked: "091234567".into(),
            as_written: number(None, Some("no_country_code")),
            with_code: Some(number(Some("+6591234567"), None)),
        };
        let said = check(&found);
        assert!(said.mark == Mark::Bad && said.text.contains("+6591234567"), "{said:?}");
        assert_eq!(check(&Found { with_code: None, ..found.clone() }).mark, Mark::Bad);
        assert_eq!(check(&Found { as_written: number(Some("+6591234567"), None), ..found }).mark, Mark::Good);
    }
}
