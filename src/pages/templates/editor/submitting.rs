//! Handing the template in: checked here first by the same linter, then by the gateway.

use std::rc::Rc;

use piecewise_api::NewTemplate;
use piecewise_sms::template::{Purpose, Severity, lint};
use yew::prelude::*;

use super::state::{Action, Editing, Submission};
use crate::{
    client::{Gateway, IdempotencyKey, spawn_logged},
    drafts::{self, Draft},
};

/// Hands in what is written; calls `on_submitted` with the template's id. At most one request at a time, and the
/// same content gets the same key, so that a repeat after a lost answer makes nothing twice.
#[hook]
pub(super) fn use_submitting(
    editing: &UseReducerHandle<Editing>,
    gateway: &Gateway,
    on_submitted: &Callback<i64>,
) -> Callback<()> {
    let attempt = use_mut_ref(|| None::<(NewTemplate, IdempotencyKey)>);
    let is_busy = use_mut_ref(|| false);
    let (editing, gateway, on_submitted) = (editing.clone(), gateway.clone(), on_submitted.clone());
    Callback::from(move |()| {
        let dispatcher = editing.dispatcher();
        let draft = editing.draft.clone();
        let is_refused =
            lint(&draft.lintable(), Purpose::Submit).iter().any(|finding| finding.severity() == Severity::Error);
        let Some(template) = (!is_refused).then(|| new_template(&draft)).flatten() else {
            dispatcher.dispatch(Action::Checked);
            return;
        };
        if gateway.session().is_none() {
            dispatcher.dispatch(Action::NeedsGateway);
            return;
        }
        if is_busy.replace(true) || editing.submission == Submission::Sending {
            return;
        }
        let key = match &*attempt.borrow() {
            Some((before, key)) if *before == template => key.clone(),
            _ => IdempotencyKey::random(),
        };
        *attempt.borrow_mut() = Some((template.clone(), key.clone()));
        dispatcher.dispatch(Action::Sending);
        let (gateway, on_submitted, is_busy) = (gateway.clone(), on_submitted.clone(), Rc::clone(&is_busy));
        spawn_logged("submit a template", async move {
            let submitted = match draft.version_of {
                None => gateway.submit_template(&template, &key).await,
                Some(id) => gateway.submit_version(id, &template, &key).await,
            };
            match submitted {
                Ok(submitted) => {
                    dispatcher.dispatch(Action::Submitted);
                    // The draft became a template; one that cannot be deleted only stays in the list.
                    let _ = drafts::delete(&draft.id).await;
                    on_submitted.emit(submitted.id);
                }
                Err(error) => dispatcher.dispatch(Action::Refused(error)),
            }
            is_busy.replace(false);
        });
    })
}

/// The draft as the gateway takes it, with examples for its own variables only.
pub(in crate::pages::templates) fn new_template(draft: &Draft) -> Option<NewTemplate> {
    let template = piecewise_sms::template::Template::parse(&draft.content);
    let variables = template.variables();
    let mut examples = draft.examples.clone();
    examples.retain(|name, _| variables.contains(&name.as_str()));
    Some(NewTemplate {
        name: draft.name.trim().to_owned(),
        content_type: draft.content_type?,
        content: draft.content.clone(),
        examples,
        countries: draft.countries.clone(),
    })
}

#[cfg(test)]
mod tests {
    use piecewise_sms::template::ContentType;

    use super::{Draft, new_template};

    #[test]
    fn examples_of_variables_that_are_gone_are_not_handed_in() {
        let mut draft = Draft { content: "Hi %name% ".into(), name: " Welcome ".into(), ..Draft::new("a".into()) };
        assert_eq!(new_template(&draft), None, "no content type, no template");
        draft.content_type = Some(ContentType::Notification);
        draft.examples = [("name".into(), "Wei".into()), ("gone".into(), "x".into())].into();
        let template = new_template(&draft).unwrap();
        assert_eq!(template.examples.keys().collect::<Vec<_>>(), ["name"]);
        assert_eq!((template.name.as_str(), template.content.as_str()), ("Welcome", "Hi %name% "));
    }
}
