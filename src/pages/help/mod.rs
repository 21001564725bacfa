//! Help: the guide's troubleshooting as pages that look at the facts, and the words and rules explained. All of it is
//! there without a network; what needs the gateway's facts says so.

mod authentication;
mod balance;
mod checks;
mod connection;
mod endpoint;
mod entries;
mod hidden;
mod index;
mod not_delivered;
mod number;
mod sandbox;
mod search;
mod statuses;
mod topic;

use yew::prelude::*;

pub use topic::Topic;

use crate::{
    client::{ClientError, spawn_logged},
    components::{Crumb, ErrorNotice, PageHead, Waiting},
    i18n::{self, Volume, t},
    markup::html,
    routes::Route,
    shell::ShortcutList,
};

/// Props of [`HelpPage`].
#[derive(Properties, PartialEq)]
pub struct HelpPageProps {
    /// The name of the topic in the address; none on the page that lists them.
    #[prop_or_default]
    pub topic: Option<AttrValue>,
}

/// How far the texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Texts {
    Waiting,
    Here,
    Missing,
}

/// Reads the help's texts, then shows a topic or all of them.
#[component]
pub fn HelpPage(props: &HelpPageProps) -> Html {
    let lang = i18n::current();
    let texts = use_state_eq(|| if i18n::is_loaded(lang, Volume::Help) { Texts::Here } else { Texts::Waiting });
    let n_attempts = use_state_eq(|| 0_u32);
    use_effect_with((lang, *n_attempts), {
        let set = texts.setter();
        move |(lang, _)| {
            let lang = *lang;
            spawn_logged("read the help", async move {
                let read = i18n::load(lang, Volume::Help).await;
                set.set(if read.is_ok() { Texts::Here } else { Texts::Missing });
            });
        }
    });
    let retry = use_callback(n_attempts, |(), n_attempts| n_attempts.set(n_attempts.wrapping_add(1)));
    let asked = props.topic.as_deref();
    let topic = asked.and_then(Topic::from_name).filter(|_| *texts == Texts::Here);
    // One head for all of it, so that the focus on its title outlasts the reading.
    let (title, crumbs) = match topic {
        Some(topic) => (topic.title(), vec![Crumb::new(t!("nav.help"), Route::Help)]),
        None => (t!("nav.help"), Vec::new()),
    };
    let sentence = (*texts == Texts::Here).then(|| topic.map_or_else(|| t!("help.sentence"), Topic::sentence));
    html! {
        <>
            <PageHead {title} sentence={sentence.map(AttrValue::from)} {crumbs} />
            {
                match (*texts, topic) {
                    (Texts::Waiting, _) => html! { <Waiting /> },
                    (Texts::Missing, _) => html! { <ErrorNotice error={ClientError::Offline} on_retry={Some(retry)} /> },
                    (Texts::Here, Some(topic)) => html! {
                        <div class="stack help" key={topic.as_str()} data-test={format!("help-{}", topic.as_str())}>
                            { content(topic) }
                        </div>
                    },
                    (Texts::Here, None) => html! { <index::Index is_lost={asked.is_some()} /> },
                }
            }
        </>
    }
}

fn content(topic: Topic) -> Html {
    match topic {
        Topic::Authentication => html! { <authentication::Authentication /> },
        Topic::Balance => html! { <balance::Balance /> },
        Topic::NotDelivered => html! { <not_delivered::NotDelivered /> },
        Topic::Connection => html! { <><connection::Connection />{ entries::entries("help.connection.") }</> },
        Topic::Refused => entries::entries("help.refused."),
        Topic::Pieces => html! {
            <>
                { entries::entries("help.pieces.") }
                <p><a href={Route::Calculator.href()}>{ t!("help.try") }</a></p>
            </>
        },
        Topic::Statuses => statuses::statuses(),
        Topic::Templates => entries::entries("help.templates."),
        Topic::Terms => entries::entries("help.term."),
        Topic::Secrets => entries::entries("help.secrets."),
        Topic::Sandbox => html! { <sandbox::SandboxNumbers /> },
        Topic::Shortcuts => html! { <section class="card stack"><ShortcutList /></section> },
        Topic::Offline => entries::entries("help.offline."),
    }
}
