//! Versions of a template in the database, and what a template shows of them.

use piecewise_api::{NewTemplate, Template, TemplateVersion};
use piecewise_sms::template::{ContentType, Draft, ReviewState};

use crate::error::{Error, Result};

/// The columns of a [`VersionRow`], and what follows them.
macro_rules! select_versions {
    ($rest:literal) => {
        concat!(
            "SELECT template_version.id, template_version.template_id, template_version.account_id, version, origin,
                    content_type, content, examples, countries, state, template_version.created_at_ms, submitted_at_ms,
                    review_due_at_ms, reviewed_at_ms, withdrawn_at_ms, rejection
             FROM template_version ",
            $rest
        )
    };
}
pub(super) use select_versions;

/// A row of `template_version`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct VersionRow {
    pub(super) id: i64,
    pub(super) template_id: i64,
    pub(super) account_id: i64,
    pub(super) version: i64,
    pub(super) origin: String,
    content_type: String,
    content: String,
    examples: String,
    countries: String,
    state: String,
    pub(super) created_at_ms: i64,
    submitted_at_ms: Option<i64>,
    pub(super) review_due_at_ms: Option<i64>,
    reviewed_at_ms: Option<i64>,
    pub(super) withdrawn_at_ms: Option<i64>,
    rejection: Option<String>,
}

impl VersionRow {
    /// Where it stands.
    pub(super) fn state(&self) -> Result<ReviewState> {
        ReviewState::from_name(&self.state).ok_or(Error::Damaged("template"))
    }

    /// What it is for.
    pub(super) fn content_type(&self) -> Result<ContentType> {
        ContentType::from_name(&self.content_type).ok_or(Error::Damaged("template"))
    }

    /// Which way it came.
    pub(super) fn source(&self) -> Result<Source> {
        Source::ALL.into_iter().find(|source| source.as_str() == self.origin).ok_or(Error::Damaged("template"))
    }

    /// The version as people see it.
    pub(super) fn to_version(&self) -> Result<TemplateVersion> {
        let damaged = || Error::Damaged("template");
        Ok(TemplateVersion {
            version: u32::try_from(self.version).map_err(|_| damaged())?,
            content_type: self.content_type()?,
            content: self.content.clone(),
            examples: serde_json::from_str(&self.examples).map_err(|_| damaged())?,
            countries: serde_json::from_str(&self.countries).map_err(|_| damaged())?,
            state: self.state()?,
            submitted_at_ms: self.submitted_at_ms,
            reviewed_at_ms: self.reviewed_at_ms,
            rejection: self.rejection.clone(),
            withdrawn_at_ms: self.withdrawn_at_ms,
        })
    }

    /// The template that shows this version.
    pub(super) fn to_template(&self, name: String, successor: Option<&Self>) -> Result<Template> {
        let version = self.to_version()?;
        Ok(Template {
            id: self.template_id,
            name,
            version: version.version,
            content_type: version.content_type,
            content: version.content,
            examples: version.examples,
            countries: version.countries,
            state: version.state,
            submitted_at_ms: version.submitted_at_ms.unwrap_or(self.created_at_ms),
            reviewed_at_ms: version.reviewed_at_ms,
            rejection: version.rejection,
            withdrawn_at_ms: version.withdrawn_at_ms,
            successor: successor.map(Self::to_version).transpose()?,
        })
    }

    /// The version as the linter takes it.
    pub(super) fn to_draft(&self, name: &str) -> Result<Draft> {
        let version = self.to_version()?;
        Ok(Draft {
            content: version.content,
            content_type: Some(version.content_type),
            name: Some(name.to_owned()),
            examples: version.examples,
            countries: version.countries,
        })
    }
}

/// Which way a version came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Written by a person in the console.
    Console,
    /// Written by an application through `/smsapi`, which has no examples and no countries.
    Smsapi,
}

impl Source {
    const ALL: [Self; 2] = [Self::Console, Self::Smsapi];

    /// The name in the database.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Smsapi => "smsapi",
        }
    }
}

/// The template as the linter takes it.
pub(super) fn draft_of(template: &NewTemplate) -> Draft {
    Draft {
        content: template.content.clone(),
        content_type: Some(template.content_type),
        name: Some(template.name.clone()),
        examples: template.examples.clone(),
        countries: template.countries.clone(),
    }
}
