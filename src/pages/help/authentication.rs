//! Authentication errors: the pair and the address that an application uses, looked at from every side (R-090 … R-094).
//! What is typed here is kept nowhere, and the key leaves the page only to be checked, when that is asked for.

use std::rc::Rc;

use piecewise_api::{CredentialFacts, KeyCheck, KeyFault, Permission};
use yew::prelude::*;

use super::{
    Topic,
    checks::{self, Check, Mark},
    endpoint::{self, AURORA},
    hidden,
};
use crate::{
    client::{Gateway, calls, use_doing, use_gateway, use_resource},
    components::{ErrorNotice, TextField, ago, use_clock},
    i18n::{self, t},
    markup::html,
    query::use_view,
    routes::Route,
};

/// The name of the SMS_USER in the address.
const SMS_USER: &str = "sms_user";

/// Characters of a key that this gateway makes.
const N_KEY_CHARS: usize = 43;

/// Checks the pair and the address.
#[component]
pub(super) fn Authentication() -> Html {
    let gateway = use_gateway();
    let view = use_view();
    let typed_user = use_state_eq(|| None::<String>);
    let key = use_state_eq(String::new);
    let address = use_state_eq(String::new);
    let known = gateway.service.ready().and_then(|service| service.sms_users.first()).map(|user| user.sms_user.clone());
    let user = (*typed_user).clone().unwrap_or_else(|| match view.get(SMS_USER) {
        "" => known.unwrap_or_default(),
        asked => asked.to_owned(),
    });

    let asks = gateway.permits(Permission::CredentialsRead);
    let asked = if asks { hidden::without(&user) } else { String::new() };
    let facts =
        use_resource(asked.clone(), gateway.session().is_some(), |gateway: &Gateway, asked: &String, signal| {
            if asked.is_empty() {
                Box::pin(async { Ok(None) })
            } else {
                let answer = gateway.ask(calls::help::facts(asked, signal));
                Box::pin(async move { answer.await.map(Some) })
            }
        });
    let facts = facts.value.ready().and_then(|facts| Option::clone(facts));

    let on_user = use_callback(typed_user.setter(), |typed, set| set.set(Some(typed)));
    let on_key = use_callback(key.setter(), |typed, set| set.set(typed));
    let on_address = use_callback(address.setter(), |typed, set| set.set(typed));
    let has_hidden = [&user, &*key].into_iter().any(|text| !hidden::find(text).is_empty());
    let clean = use_callback(
        (user.clone(), (*key).clone(), typed_user.setter(), key.setter()),
        |_: MouseEvent, (user, key, set_user, set_key)| {
            set_user.set(Some(hidden::without(user)));
            set_key.set(hidden::without(key));
        },
    );
    let checks = all_checks(&user, &key, &address, facts.as_ref(), use_clock(30_000));
    html! {
        <>
            <section class="card stack">
                <div class="stack-tight">
                    <h2>{ t!("help.auth.form") }</h2>
                    <p class="muted">{ t!("help.auth.form_help") }</p>
                </div>
                <div class="help-fields">
                    <TextField id="help-user" label="SMS_USER" value={user.clone()} on_input={on_user} />
                    <TextField id="help-key" label="SMS_KEY" kind="password" value={(*key).clone()} on_input={on_key} />
                    <TextField
                        id="help-address"
                        label={t!("help.auth.endpoint")}
                        kind="url"
                        value={(*address).clone()}
                        placeholder={Some(AttrValue::from(expected(facts.as_ref())))}
                        on_input={on_address}
                    />
                </div>
                <h3>{ t!("help.checks") }</h3>
                { checks::list(checks) }
                if has_hidden {
                    <div class="row">
                        <button class="button button-small" type="button" onclick={clean} data-test="take-out">
                            { t!("help.auth.take_out") }
                        </button>
                    </div>
                }
                if facts.as_ref().is_some_and(|facts| facts.is_known) && gateway.permits(Permission::CredentialsReveal) {
                    <Ask user={user} sms_key={(*key).clone()} />
                }
                if gateway.session().is_none() {
                    <p class="muted small">{ t!("help.sign_in_for_facts") }</p>
                }
            </section>
            { checks::steps(t!("help.steps"), "help.auth.step.") }
            <p class="row">
                <a class="button" href={Route::IntegrationsSms.href()}>{ t!("error.to_integrations") }</a>
                <a href={Topic::Secrets.route().href()}>{ Topic::Secrets.title() }</a>
            </p>
        </>
    }
}

/// The right address, as far as it is known.
fn expected(facts: Option<&CredentialFacts>) -> String {
    facts.map_or_else(|| AURORA.into(), |facts| format!("{}{}", facts.base_url, facts.send_path))
}

fn all_checks(user: &str, key: &str, address: &str, facts: Option<&CredentialFacts>, now_ms: i64) -> Vec<Check> {
    let mut checks = vec![user_check(user), key_check(key)];
    checks.extend(hidden_checks(user, key, address));
    if let Some(facts) = facts {
        checks.extend(fact_checks(facts, now_ms));
    }
    checks.push(address_check(address, &expected(facts)));
    checks
}

/// Whether a character can stand in credentials.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

fn user_check(user: &str) -> Check {
    let user = hidden::without(user);
    let (mark, text) = match user.as_str() {
        "" => (Mark::Unknown, t!("help.auth.user_empty")),
        user if user.chars().all(is_plain) => (Mark::Good, t!("help.auth.user_shape_good")),
        _ => (Mark::Bad, t!("help.auth.user_shape_bad")),
    };
    Check::new(mark, "user-shape", text)
}

fn key_check(key: &str) -> Check {
    let key = hidden::without(key);
    let n = key.chars().count();
    let (mark, text) = match n {
        0 => (Mark::Unknown, t!("help.auth.key_empty")),
        _ if !key.chars().all(is_plain) => (Mark::Bad, t!("help.auth.key_shape_bad")),
        N_KEY_CHARS => (Mark::Good, t!("help.auth.key_shape_good")),
        _ => (Mark::Look, t!("help.auth.key_short", n = n, wanted = N_KEY_CHARS)),
    };
    Check::new(mark, "key-shape", text)
}

/// which hidden characters there are, or that there are none.
fn hidden_checks(user: &str, key: &str, address: &str) -> Vec<Check> {
    let fields = [("SMS_USER".to_owned(), user), ("SMS_KEY".to_owned(), key), (t!("help.auth.endpoint"), address)];
    let found: Vec<Check> = fields
        .into_iter()
        .filter_map(|(field, text)| {
            let what: Vec<String> = hidden::find(text).into_iter().map(hidden::Hidden::words).collect();
            let what = (!what.is_empty()).then(|| what.join(", "))?;
            Some(Check::new(Mark::Bad, "hidden", t!("help.auth.hidden", field = field, what = what)))
        })
        .collect();
    if found.is_empty() { vec![Check::new(Mark::Good, "hidden", t!("help.auth.hidden_none"))] } else { found }
}

/// whether the SMS_USER is known, and what happened to the pair.
fn fact_checks(facts: &CredentialFacts, now_ms: i64) -> Vec<Check> {
    let when = |at_ms| ago(at_ms, now_ms);
    let known = match &facts.replaced_by {
        Some(user) => (Mark::Bad, t!("help.auth.replaced", user = user)),
        None if facts.is_known => (Mark::Good, t!("help.auth.known")),
        None => (Mark::Bad, t!("help.auth.not_known")),
    };
    let mut checks = vec![Check::new(known.0, "user-known", known.1)];
    if facts.is_disabled {
        checks.push(Check::new(Mark::Bad, "user-disabled", t!("help.auth.disabled")));
    }
    if facts.is_known || facts.replaced_by.is_some() {
        checks.push(match facts.regenerated_at_ms {
            Some(at_ms) => {
                let who = facts.regenerated_by.clone().unwrap_or_else(|| "—".into());
                let text = t!("help.auth.regenerated", when = when(at_ms), who = who);
                Check::new(Mark::Look, "regenerated", text)
            }
            None => Check::new(Mark::Good, "regenerated", t!("help.auth.never_regenerated")),
        });
        checks.extend(
            facts
                .last_old_key_at_ms
                .map(|at_ms| Check::new(Mark::Look, "old-used", t!("help.auth.old_used", when = when(at_ms)))),
        );
        checks.push(match facts.last_used_at_ms {
            Some(at_ms) => Check::new(Mark::Good, "last-used", t!("help.auth.last_used", when = when(at_ms))),
            None => Check::new(Mark::Unknown, "last-used", t!("help.auth.never_used")),
        });
    }
    checks
}

///
fn address_check(address: &str, expected: &str) -> Check {
    let address = hidden::without(address);
    let (mark, text) = match address.as_str() {
        "" => (Mark::Unknown, t!("help.auth.endpoint_expected", address = expected)),
        address => match endpoint::fault(address, expected) {
            None => (Mark::Good, t!("help.auth.endpoint_good")),
            Some(fault) => (Mark::Bad, fault.words(expected)),
        },
    };
    Check::new(mark, "endpoint", text)
}

/// Props of [`Ask`].
#[derive(Properties, PartialEq)]
struct AskProps {
    user: String,
    sms_key: String,
}

/// Asks the gateway about the pair.
#[component]
fn Ask(props: &AskProps) -> Html {
    let gateway = use_gateway();
    let doing = use_doing();
    let answer = use_state_eq(|| None::<(Rc<(String, String)>, KeyCheck)>);
    let pair = Rc::new((props.user.clone(), props.sms_key.clone()));
    let onclick = {
        let (doing, set, pair) = (doing.clone(), answer.setter(), Rc::clone(&pair));
        Callback::from(move |_: MouseEvent| {
            let asked = gateway.ask(calls::help::check_pair(&pair.0, &pair.1));
            let (set, pair) = (set.clone(), Rc::clone(&pair));
            doing.start(
                "check a pair",
                Box::pin(async move {
                    set.set(Some((pair, asked.await?)));
                    Ok(())
                }),
            );
        })
    };
    // What was said of another pair says nothing of this one.
    let said = answer.as_ref().filter(|(asked, _)| *asked == pair).map(|(_, check)| check.fault);
    html! {
        <div class="stack-tight">
            <p class="muted small">{ t!("help.auth.check_help") }</p>
            <div class="row">
                <button
                    class="button button-primary"
                    type="button"
                    aria-disabled={doing.is_under_way().then_some("true")}
                    {onclick}
                    data-test="check-pair"
                >
                    if doing.is_under_way() {
                        { t!("help.auth.checking") }
                    } else {
                        { t!("help.auth.check") }
                    }
                </button>
            </div>
            if let Some(fault) = said {
                { checks::list(vec![answer_check(fault)]) }
            }
            if let Some(error) = doing.refusal() {
                <ErrorNotice {error} />
            }
        </div>
    }
}

fn answer_check(fault: Option<KeyFault>) -> Check {
    let key = match fault {
        None => return Check::new(Mark::Good, "pair", t!("help.auth.accepted")),
        Some(KeyFault::StrayCharacters) => "stray_characters",
        Some(KeyFault::FormerKey) => "former_key",
        Some(KeyFault::WrongKey) => "wrong_key",
        Some(KeyFault::Disabled) => "disabled",
        Some(KeyFault::Unreadable) => "unreadable",
    };
    Check::new(Mark::Bad, "pair", i18n::text(&format!("help.auth.fault.{key}")))
}

#[cfg(test)]
mod tests {
    use piecewise_api::CredentialFacts;

    use super::{Mark, all_checks};
    use crate::i18n::set_current;

    fn facts() -> CredentialFacts {
        CredentialFacts {
            is_known: true,
            replaced_by: None,
            is_disabled: false,
            regenerated_at_ms: Some(0),
            regenerated_by: Some("Ada".into()),
            last_used_at_ms: None,
            last_old_key_at_ms: None,
            base_url: "https://sms.example".into(),
            send_path: "/smsapi/send".into(),
        }
    }

    #[track_caller]
    fn mark(user: &str, key: &str, address: &str, test: &str) -> Mark {
        set_current(piecewise_sms::Lang::En);
        let checks = all_checks(user, key, address, Some(&facts()), 60_000);
        checks.into_iter().find(|check| check.id == test).expect("there is such a check").mark
    }

    ///
    #[test]
    fn each_thing_is_checked_by_itself() {
        let key = "a".repeat(43);
        assert_eq!(mark("sms_7f3a", &key, "", "user-shape"), Mark::Good);
        assert_eq!(mark("sms_7f3a", &key, "", "key-shape"), Mark::Good);
        assert_eq!(mark("sms_7f3a", &key, "", "hidden"), Mark::Good);
        assert_eq!(mark("sms 7f3a", &key, "", "hidden"), Mark::Bad);
        assert_eq!(mark("\"sms_7f3a\"", "", "", "user-shape"), Mark::Bad);
        assert_eq!(mark("", "short", "", "key-shape"), Mark::Look);
        assert_eq!(mark("", "SMS_KEY=abc", "", "key-shape"), Mark::Bad);
        assert_eq!(mark("", "", "http://sms.example/smsapi/send", "endpoint"), Mark::Bad);
        assert_eq!(mark("", "", "https://sms.example/smsapi/send", "endpoint"), Mark::Good);
    }

    ///
    #[test]
    fn the_last_regeneration_is_told_with_its_person() {
        set_current(piecewise_sms::Lang::En);
        let checks = all_checks("sms_7f3a", "", "", Some(&facts()), 14 * 60_000);
        let said = checks.iter().find(|check| check.id == "regenerated").expect("it is told");
        assert!(said.text.contains("Ada") && said.mark == Mark::Look, "{said:?}");
    }
}
