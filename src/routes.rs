//! Every address of the console. The path lives in the fragment (`#/calculator`), so that deep links work on any
//! static host, under any sub-path and from a file.

use yew_router::Routable;

use crate::parts::Part;

/// A page of the console.
#[derive(Debug, Clone, PartialEq, Eq, Routable)]
pub enum Route {
    /// Where a person lands.
    #[at("/")]
    Overview,
    /// Drafts on this device and templates on the gateway.
    #[at("/content/sms")]
    Templates,
    /// A new draft; the address changes to the draft's own with its first save.
    #[at("/content/sms/new")]
    TemplateNew,
    /// Many templates at once from a file.
    #[at("/content/sms/import")]
    TemplateImport,
    /// Every test, and which countries were tested.
    #[at("/content/sms/tests")]
    TestLog,
    /// A draft on this device.
    #[at("/content/sms/drafts/:id")]
    TemplateDraft {
        /// The draft's id on this device.
        id: String,
    },
    /// A template on the gateway.
    #[at("/content/sms/:id")]
    Template {
        /// The template's id.
        id: i64,
    },
    /// A test message of an approved template.
    #[at("/content/sms/:id/test")]
    TemplateTest {
        /// The template's id.
        id: i64,
    },
    /// The message log.
    #[at("/messages")]
    Messages,
    /// One message with its timeline.
    #[at("/messages/:id")]
    Message {
        /// The message's id.
        id: String,
    },
    /// The services that can be connected.
    #[at("/integrations")]
    Integrations,
    /// SMS credentials.
    #[at("/integrations/sms")]
    IntegrationsSms,
    /// The guide through the replacement of a pair of credentials.
    #[at("/integrations/sms/rotate/:sms_user")]
    Rotation {
        /// The SMS_USER to be replaced.
        sms_user: String,
    },
    /// The call that sends, in every language.
    #[at("/integrations/sms/api")]
    ApiSamples,
    /// How the service treats calls and keys.
    #[at("/integrations/sms/settings")]
    SendSettings,
    /// Sender IDs, country by country.
    #[at("/integrations/sms/senders")]
    Senders,
    /// One registration of a sender ID.
    #[at("/integrations/sms/senders/:id")]
    Sender {
        /// The registration's id.
        id: i64,
    },
    /// Where the account hears of events, and what was delivered.
    #[at("/integrations/sms/hooks")]
    Hooks,
    /// A new hook.
    #[at("/integrations/sms/hooks/new")]
    HookNew,
    /// One hook.
    #[at("/integrations/sms/hooks/:id")]
    Hook {
        /// The hook's id.
        id: i64,
    },
    /// One delivery of an event with its attempts.
    #[at("/integrations/sms/deliveries/:id")]
    HookDelivery {
        /// The delivery's id.
        id: i64,
    },
    /// S-Wallet and prices.
    #[at("/wallet")]
    Wallet,
    /// Prices by country, and the versions of the table.
    #[at("/wallet/prices")]
    Prices,
    /// Another price table.
    #[at("/wallet/prices/import")]
    PriceImport,
    /// The piece calculator.
    #[at("/calculator")]
    Calculator,
    /// The sandbox's handsets.
    #[at("/sandbox")]
    Sandbox,
    /// Templates that wait for a decision of the sandbox's reviewer.
    #[at("/sandbox/reviews")]
    SandboxReviews,
    /// Numbers that choose what becomes of a message.
    #[at("/sandbox/numbers")]
    SandboxNumbers,
    /// The sandbox's clock.
    #[at("/sandbox/clock")]
    SandboxClock,
    /// Who must not be written to.
    #[at("/suppression")]
    Suppression,
    /// How often one number may be written to.
    #[at("/suppression/limits")]
    SuppressionLimits,
    /// Forgetting a number.
    #[at("/suppression/forget")]
    ForgetNumber,
    /// Words and rules explained.
    #[at("/help")]
    Help,
    /// The people of the account.
    #[at("/team")]
    Team,
    /// What each role permits.
    #[at("/team/roles")]
    TeamRoles,
    /// Who may see keys.
    #[at("/team/keys")]
    TeamKeys,
    /// What was done, and by whom.
    #[at("/team/audit")]
    TeamAudit,
    /// This device, and one's own profile.
    #[at("/settings")]
    Settings,
    /// One topic of the help.
    #[at("/help/:topic")]
    HelpTopic {
        /// Its name, as `pages::help::Topic` has it.
        topic: String,
    },
    /// Signing in with the printed link.
    #[at("/sign-in")]
    SignIn,
    /// Anything else.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// The address for an `href`, fragment included: `#/calculator`.
    pub fn href(&self) -> String {
        format!("#{}", self.to_path())
    }

    /// The key of the page's title in the catalogue.
    pub const fn title_key(&self) -> &'static str {
        match self {
            Self::Overview => "nav.overview",
            Self::Templates => "nav.templates",
            Self::TemplateNew => "title.template_new",
            Self::TestLog => "title.test_log",
            Self::TemplateImport => "title.template_import",
            Self::TemplateDraft { .. } => "title.template_draft",
            Self::Template { .. } => "title.template",
            Self::TemplateTest { .. } => "title.template_test",
            Self::Messages => "nav.messages",
            Self::Message { .. } => "title.message",
            Self::Integrations => "nav.integrations",
            Self::IntegrationsSms => "title.integrations_sms",
            Self::Rotation { .. } => "rotation.title",
            Self::ApiSamples => "samples.title",
            Self::SendSettings => "send_settings.title",
            Self::Senders => "senders.title",
            Self::Sender { .. } => "senders.one",
            Self::Hooks => "hooks.title",
            Self::HookNew => "hooks.new",
            Self::Hook { .. } => "hooks.one",
            Self::HookDelivery { .. } => "hooks.delivery",
            Self::Wallet => "nav.wallet",
            Self::Prices => "prices.title",
            Self::PriceImport => "prices.import_title",
            Self::Calculator => "nav.calculator",
            Self::Sandbox => "handset.title",
            Self::SandboxReviews => "review.title",
            Self::SandboxNumbers => "numbers.title",
            Self::SandboxClock => "clock.title",
            Self::Suppression => "suppression.title",
            Self::SuppressionLimits => "suppression.limits",
            Self::ForgetNumber => "suppression.forget",
            Self::Team => "team.title",
            Self::TeamRoles => "team.roles",
            Self::TeamKeys => "team.keys",
            Self::TeamAudit => "audit.title",
            Self::Settings => "settings.title",
            Self::Help | Self::HelpTopic { .. } => "nav.help",
            Self::SignIn => "title.sign_in",
            Self::NotFound => "title.not_found",
        }
    }

    /// Whether `other` is the same page under the address that it got meanwhile: a new draft that was saved.
    pub const fn is_continued_by(&self, other: &Self) -> bool {
        matches!((self, other), (Self::TemplateNew, Self::TemplateDraft { .. }))
    }

    /// The part that the page is in; none for what is loaded at the start.
    pub const fn part(&self) -> Option<Part> {
        match self {
            Self::Calculator | Self::NotFound => None,
            Self::Overview => Some(Part::Overview),
            Self::Templates
            | Self::TemplateNew
            | Self::TemplateImport
            | Self::TestLog
            | Self::TemplateDraft { .. }
            | Self::Template { .. }
            | Self::TemplateTest { .. } => Some(Part::Templates),
            Self::Messages | Self::Message { .. } => Some(Part::Messages),
            Self::Integrations
            | Self::IntegrationsSms
            | Self::Rotation { .. }
            | Self::ApiSamples
            | Self::SendSettings
            | Self::Senders
            | Self::Sender { .. }
            | Self::Hooks
            | Self::HookNew
            | Self::Hook { .. }
            | Self::HookDelivery { .. } => Some(Part::Integrations),
            Self::Suppression | Self::SuppressionLimits | Self::ForgetNumber => Some(Part::Suppression),
            Self::Wallet | Self::Prices | Self::PriceImport => Some(Part::Wallet),
            Self::Sandbox | Self::SandboxReviews | Self::SandboxNumbers | Self::SandboxClock => Some(Part::Sandbox),
            Self::Help | Self::HelpTopic { .. } => Some(Part::Help),
            Self::Team | Self::TeamRoles | Self::TeamKeys | Self::TeamAudit => Some(Part::Team),
            Self::Settings => Some(Part::Settings),
            Self::SignIn => Some(Part::SignIn),
        }
    }
}
