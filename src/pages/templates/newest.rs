//! The newest version of a template: the one that a person works on, while an older one may still be sent.

use piecewise_api::{Template, TemplateVersion};
use piecewise_sms::template::ReviewState;

use crate::drafts::{self, Draft, Overwrite, StoreError};

/// The newest version.
pub(super) fn newest(template: &Template) -> TemplateVersion {
    template.successor.clone().unwrap_or_else(|| TemplateVersion {
        version: template.version,
        content_type: template.content_type,
        content: template.content.clone(),
        examples: template.examples.clone(),
        countries: template.countries.clone(),
        state: template.state,
        submitted_at_ms: Some(template.submitted_at_ms),
        reviewed_at_ms: template.reviewed_at_ms,
        rejection: template.rejection.clone(),
        withdrawn_at_ms: template.withdrawn_at_ms,
    })
}

/// Which version an edited draft of the template becomes; `None` while one is in review.
pub(super) fn next_version(template: &Template) -> Option<u32> {
    let newest = newest(template);
    match newest.state {
        ReviewState::InReview => None,
        // What was taken back was never judged, and is handed in again under its number.
        ReviewState::Draft => Some(newest.version),
        ReviewState::Approved | ReviewState::Rejected => Some(newest.version + 1),
    }
}

/// The draft in which the template is edited: the one that is on this device already, or a new one.
pub(super) async fn draft_to_edit(template: &Template) -> Result<Draft, StoreError> {
    let begun = drafts::list().await?.into_iter().find(|draft| draft.version_of == Some(template.id));
    match begun {
        Some(draft) => Ok(draft),
        None => drafts::put(edited(template), Overwrite::Same).await,
    }
}

/// A draft of the template's next version.
fn edited(template: &Template) -> Draft {
    Draft { name: template.name.clone(), version_of: Some(template.id), ..copied(template) }
}

/// A draft with the content of the template, and a name of its own, because names are unique.
pub(super) fn copied(template: &Template) -> Draft {
    let newest = newest(template);
    Draft {
        name: format!("{}_2", template.name),
        content_type: Some(newest.content_type),
        content: newest.content,
        examples: newest.examples,
        countries: newest.countries,
        ..Draft::new(drafts::new_id())
    }
}

#[cfg(test)]
mod tests {
    use piecewise_api::TemplateVersion;
    use piecewise_sms::template::ReviewState;

    use super::{copied, edited, newest, next_version};
    use crate::pages::templates::rows::sample;

    ///
    #[test]
    fn what_is_edited_is_the_newest_version() {
        let mut template = (*sample(7, ReviewState::Approved, 3)).clone();
        assert_eq!(next_version(&template), Some(2));
        let successor = TemplateVersion { version: 2, content: "newer".into(), ..newest(&template) };
        for (state, next) in
            [(ReviewState::InReview, None), (ReviewState::Rejected, Some(3)), (ReviewState::Draft, Some(2))]
        {
            template.successor = Some(TemplateVersion { state, ..successor.clone() });
            assert_eq!(next_version(&template), next, "{state:?}");
        }
        let draft = edited(&template);
        assert_eq!((draft.version_of, draft.name, draft.content.as_str()), (Some(7), template.name.clone(), "newer"));
        assert_eq!(copied(&template).version_of, None);
        assert_ne!(copied(&template).name, template.name);
    }
}
