//! The pages of every part, one function for each part and one line for each page.

use yew::prelude::*;

use crate::{
    client::Live,
    markup::html,
    pages::{
        help::HelpPage,
        hooks::{HookDeliveryPage, HookPage, HooksPage},
        integrations::{ApiSamplesPage, IntegrationsPage, RotationPage, SendSettingsPage, SmsIntegrationPage},
        messages::{MessageDetailPage, MessagesPage},
        not_found::NotFoundPage,
        overview::OverviewPage,
        sandbox::{SandboxPage, SandboxPart},
        senders::{SenderPage, SendersPage},
        settings::SettingsPage,
        sign_in::SignInPage,
        suppression::{SuppressionPage, SuppressionPart},
        team::{TeamPage, TeamPart},
        templates::{TemplateDetailPage, TemplateEditorPage, TemplateImportPage, TemplateListPage},
        test_send::{TestLogPage, TestSendPage},
        wallet::{PriceImportPage, PricesPage, WalletPage},
    },
    routes::Route,
};

pub(super) fn gateway(_: &Route) -> Html {
    html! { <Live /> }
}

pub(super) fn overview(_: &Route) -> Html {
    html! { <OverviewPage /> }
}

pub(super) fn templates(route: &Route) -> Html {
    match route {
        Route::Templates => html! { <TemplateListPage /> },
        Route::TemplateNew => html! { <TemplateEditorPage draft_id={None::<AttrValue>} /> },
        Route::TestLog => html! { <TestLogPage /> },
        Route::TemplateImport => html! { <TemplateImportPage /> },
        Route::TemplateDraft { id } => html! { <TemplateEditorPage draft_id={Some(AttrValue::from(id.clone()))} /> },
        Route::Template { id } => html! { <TemplateDetailPage id={*id} /> },
        Route::TemplateTest { id } => html! { <TestSendPage id={*id} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn messages(route: &Route) -> Html {
    match route {
        Route::Messages => html! { <MessagesPage /> },
        Route::Message { id } => html! { <MessageDetailPage id={id.clone()} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn integrations(route: &Route) -> Html {
    match route {
        Route::Integrations => html! { <IntegrationsPage /> },
        Route::IntegrationsSms => html! { <SmsIntegrationPage /> },
        Route::Rotation { sms_user } => html! { <RotationPage sms_user={sms_user.clone()} /> },
        Route::ApiSamples => html! { <ApiSamplesPage /> },
        Route::SendSettings => html! { <SendSettingsPage /> },
        Route::Senders => html! { <SendersPage /> },
        Route::Sender { id } => html! { <SenderPage id={*id} /> },
        Route::Hooks => html! { <HooksPage /> },
        Route::HookNew => html! { <HookPage id={None::<i64>} /> },
        Route::Hook { id } => html! { <HookPage id={Some(*id)} /> },
        Route::HookDelivery { id } => html! { <HookDeliveryPage id={*id} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn wallet(route: &Route) -> Html {
    match route {
        Route::Prices => html! { <PricesPage /> },
        Route::PriceImport => html! { <PriceImportPage /> },
        _ => html! { <WalletPage /> },
    }
}

pub(super) fn suppression(route: &Route) -> Html {
    match route {
        Route::Suppression => html! { <SuppressionPage part={SuppressionPart::List} /> },
        Route::SuppressionLimits => html! { <SuppressionPage part={SuppressionPart::Limits} /> },
        Route::ForgetNumber => html! { <SuppressionPage part={SuppressionPart::Forget} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn sandbox(route: &Route) -> Html {
    match route {
        Route::Sandbox => html! { <SandboxPage part={SandboxPart::Handsets} /> },
        Route::SandboxReviews => html! { <SandboxPage part={SandboxPart::Reviews} /> },
        Route::SandboxNumbers => html! { <SandboxPage part={SandboxPart::Numbers} /> },
        Route::SandboxClock => html! { <SandboxPage part={SandboxPart::Clock} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn help(route: &Route) -> Html {
    let topic = match route {
        Route::HelpTopic { topic } => Some(AttrValue::from(topic.clone())),
        _ => None,
    };
    html! { <HelpPage {topic} /> }
}

pub(super) fn team(route: &Route) -> Html {
    match route {
        Route::Team => html! { <TeamPage part={TeamPart::People} /> },
        Route::TeamRoles => html! { <TeamPage part={TeamPart::Roles} /> },
        Route::TeamKeys => html! { <TeamPage part={TeamPart::Keys} /> },
        Route::TeamAudit => html! { <TeamPage part={TeamPart::Audit} /> },
        _ => html! { <NotFoundPage /> },
    }
}

pub(super) fn settings(_: &Route) -> Html {
    html! { <SettingsPage /> }
}

pub(super) fn sign_in(_: &Route) -> Html {
    html! { <SignInPage /> }
}
