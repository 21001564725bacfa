//! All of the help: a search above everything, and the topics in groups. What was searched for stands in the address.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Topic, search::search, topic::Group};
use crate::{
    components::{Icon, IconName},
    i18n::{plural, t},
    markup::html,
    query::{Query, use_view},
};

/// The name of the words in the address: `#/help?search=401`.
const SEARCH: &str = "search";

/// Props of [`Index`].
#[derive(Properties, PartialEq)]
pub(super) struct IndexProps {
    /// Whether the address names a topic that there is not.
    pub(super) is_lost: bool,
}

/// Searches and lists.
#[component]
pub(super) fn Index(props: &IndexProps) -> Html {
    let view = use_view();
    let words = use_state_eq(|| view.get(SEARCH).to_owned());
    let oninput = use_callback((words.setter(), view, props.is_lost), |event: InputEvent, (set, view, is_lost)| {
        let typed = event.target_unchecked_into::<HtmlInputElement>().value();
        if !is_lost {
            view.show(&Query::default().with(SEARCH, typed.trim()));
        }
        set.set(typed);
    });
    html! {
        <>
            if props.is_lost {
                <div class="notice notice-warning" role="status">
                    <Icon name={IconName::Warning} />
                    <p>{ t!("help.unknown") }</p>
                </div>
            }
            <search class="field help-search">
                <label class="field-label" for="help-search">{ t!("help.search") }</label>
                <input
                    id="help-search"
                    class="input"
                    type="search"
                    autocomplete="off"
                    aria-describedby="help-search-hint"
                    value={(*words).clone()}
                    {oninput}
                    data-test="help-search"
                />
                <p id="help-search-hint" class="field-help">{ t!("help.search_hint") }</p>
            </search>
            if words.trim().is_empty() {
                for group in Group::ALL {
                    { listed(group) }
                }
            } else {
                { results(&words) }
            }
        </>
    }
}

fn listed(group: Group) -> Html {
    let topics = Topic::ALL.iter().copied().filter(|topic| topic.group() == group);
    html! {
        <section class="stack">
            <h2>{ group.title() }</h2>
            { list(topics) }
        </section>
    }
}

fn results(words: &str) -> Html {
    let found = search(words);
    html! {
        <section class="stack" data-test="help-results">
            <p role="status">
                if found.is_empty() {
                    { t!("help.nothing", words = words.trim()) }
                } else {
                    { plural("help.found", found.len() as u64) }
                }
            </p>
            { list(found.into_iter()) }
        </section>
    }
}

fn list(topics: impl Iterator<Item = Topic>) -> Html {
    html! {
        <ul class="help-topics">
            for topic in topics {
                <li key={topic.as_str()}>
                    <a class="card help-topic" href={topic.route().href()} data-test={format!("topic-{}", topic.as_str())}>
                        <strong>{ topic.title() }</strong>
                        <span class="muted">{ topic.sentence() }</span>
                    </a>
                </li>
            }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::{Index, IndexProps};
    use crate::components::rendered::rendered;

    #[tokio::test]
    async fn every_topic_is_listed() {
        let html = rendered::<Index>(IndexProps { is_lost: false }).await;
        for name in ["authentication", "balance", "not-delivered", "terms", "shortcuts"] {
            assert!(html.contains(&format!("#/help/{name}")), "{name} in {html}");
        }
    }

    #[tokio::test]
    async fn an_address_that_leads_nowhere_is_told() {
        let html = rendered::<Index>(IndexProps { is_lost: true }).await;
        assert!(html.contains("no help page of this name"), "{html}");
    }
}
