//! Entries of the audit log.

use std::rc::Rc;

use crate::i18n::t;
use piecewise_api::AuditEntry;
use yew::prelude::*;

use crate::{
    components::{TimeAgo, use_clock},
    i18n,
    markup::html,
    pages::settings::place,
};

/// Props of [`EntryTable`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntryTableProps {
    /// The entries, newest first.
    pub(crate) entries: Rc<Vec<AuditEntry>>,
    /// The id of the heading; by default the table names itself.
    #[prop_or_default]
    pub(crate) labelled_by: Option<AttrValue>,
}

/// A row for each entry.
#[component]
pub(crate) fn EntryTable(props: &EntryTableProps) -> Html {
    let now_ms = use_clock(30_000);
    let label = props.labelled_by.is_none().then(|| t!("audit.title"));
    html! {
        <div class="data-frame">
            <table class="data audit" aria-labelledby={props.labelled_by.clone()} aria-label={label}>
                <thead>
                    <tr>
                        <th scope="col">{ t!("audit.what") }</th>
                        <th scope="col">{ t!("audit.about") }</th>
                        <th scope="col">{ t!("audit.who") }</th>
                        <th scope="col">{ t!("audit.from") }</th>
                        <th scope="col">{ t!("audit.when") }</th>
                        <th scope="col" class="number">{ t!("audit.number") }</th>
                    </tr>
                </thead>
                <tbody>
                    for entry in props.entries.iter() {
                        { row(entry, now_ms) }
                    }
                </tbody>
            </table>
        </div>
    }
}

fn row(entry: &AuditEntry, now_ms: i64) -> Html {
    html! {
        <tr key={entry.number} data-test="audit-entry" title={entry.action.clone()}>
            <th scope="row">{ action_word(&entry.action) }</th>
            <td class="audit-subject"><bdi>{ &entry.subject }</bdi></td>
            <td><bdi>{ &entry.actor }</bdi></td>
            <td class="small muted">{ place(&entry.ip_class) }</td>
            <td class="small"><TimeAgo at_ms={entry.at_ms} {now_ms} /></td>
            <td class="number small muted">{ entry.number }</td>
        </tr>
    }
}

/// What was done, in words; an action that has none is shown as it is.
fn action_word(action: &str) -> String {
    let key = format!("audit.action.{action}");
    let words = i18n::text(&key);
    if words == key { action.to_owned() } else { words }
}

#[cfg(test)]
mod tests {
    use super::action_word;

    #[test]
    fn an_unknown_action_is_shown_as_it_is() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        assert_eq!(action_word("credentials.reveal"), "Showed an SMS_KEY");
        assert_eq!(action_word("something.new"), "something.new");
    }

    /// Every action that the gateway writes down has words.
    #[test]
    fn every_action_of_the_gateway_has_words() {
        crate::i18n::set_current(piecewise_sms::Lang::En);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/gateway/src");
        let mut n_actions = 0;
        for action in actions_in(&folder) {
            n_actions += 1;
            assert_ne!(action_word(&action), action, "no words for {action}");
        }
        assert!(n_actions > 20, "the sources were read");
    }

    /// The actions that stand in calls of `audit::write`, and in the pairs that one of two is chosen from before.
    fn actions_in(folder: &std::path::Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                found.extend(actions_in(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                for call in source.split("audit::write").skip(1) {
                    let first = call.split(';').next().unwrap_or_default().split('"').nth(1);
                    found.extend(first.filter(|text| text.contains('.') && !text.contains('{')).map(str::to_owned));
                }
            }
        }
        found
    }
}
