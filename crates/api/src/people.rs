//! Roles, and what each permits.

use serde::{Deserialize, Serialize};

/// A closed list of names: one literal for the code, the JSON and the documentation.
macro_rules! names {
    ($(#[doc = $about:literal])* $list:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $list {
            $($(#[$doc])* #[serde(rename = $name)] $variant,)*
        }

        impl $list {
            /// Every one, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in JSON.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $list {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                crate::openapi::one_of(Self::ALL.iter().map(|one| one.as_str()), concat!($($about),*).trim_start())
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $list {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($list))
            }
        }
    };
}

names! {
    /// What a person is in an account.
    Role {
        /// Everything, and the only one who decides about owners.
        Owner = "owner",
        /// Everything but owners.
        Administrator = "administrator",
        /// Connects applications: credentials, hooks, templates, the sandbox.
        Developer = "developer",
        /// Writes templates, sends tests, keeps sender IDs and the suppression list.
        Operator = "operator",
        /// The wallet and the prices.
        Finance = "finance",
        /// Approves and rejects templates.
        Reviewer = "reviewer",
        /// Looks at everything that is not secret and changes nothing.
        Viewer = "viewer",
    }
}

names! {
    /// Something that a role may or may not do.
    Permission {
        /// See templates.
        TemplatesRead = "templates.read",
        /// Write templates, submit and withdraw them.
        TemplatesWrite = "templates.write",
        /// Approve and reject templates.
        TemplatesReview = "templates.review",
        /// See messages, with their numbers and texts.
        MessagesRead = "messages.read",
        /// Send a test message, which costs.
        MessagesSendTest = "messages.send_test",
        /// See campaigns and their reports.
        CampaignsRead = "campaigns.read",
        /// Plan, confirm, pause and cancel a campaign.
        CampaignsWrite = "campaigns.write",
        /// Approve a campaign that somebody else has confirmed.
        CampaignsApprove = "campaigns.approve",
        /// Decide what becomes of unconfirmed messages.
        MessagesResolve = "messages.resolve",
        /// Delete what is stored of a number.
        MessagesDelete = "messages.delete",
        /// Export lists as files.
        Export = "export",
        /// See which SMS_USERs there are, without their keys.
        CredentialsRead = "credentials.read",
        /// Make an SMS_USER.
        CredentialsCreate = "credentials.create",
        /// See an SMS_KEY.
        CredentialsReveal = "credentials.reveal",
        /// Replace or disable an SMS_USER or its key.
        CredentialsRegenerate = "credentials.regenerate",
        /// See the wallet and its entries.
        WalletRead = "wallet.read",
        /// Add money.
        WalletTopUp = "wallet.top_up",
        /// Set the threshold and the cap of spending.
        WalletLimits = "wallet.limits",
        /// See the price table.
        PricesRead = "prices.read",
        /// Change the price table.
        PricesWrite = "prices.write",
        /// See hooks and what was delivered to them.
        HooksRead = "hooks.read",
        /// Change hooks, and deliver events again.
        HooksWrite = "hooks.write",
        /// See sender IDs.
        SenderIdsRead = "sender_ids.read",
        /// Submit and change sender IDs.
        SenderIdsWrite = "sender_ids.write",
        /// See who is suppressed, and the limits per number.
        SuppressionRead = "suppression.read",
        /// Suppress numbers, lift it, and set the limits per number.
        SuppressionWrite = "suppression.write",
        /// See the sandbox: its numbers, its clock and its handsets.
        SandboxRead = "sandbox.read",
        /// Change the sandbox: its clock, its reviewer, its outcomes.
        SandboxControl = "sandbox.control",
        /// See how the gateway is set up.
        SettingsRead = "settings.read",
        /// Change how the gateway works for the account.
        SettingsWrite = "settings.write",
        /// See who is in the account, and with which role.
        TeamRead = "team.read",
        /// Invite people, change their role, disable them.
        TeamManage = "team.manage",
        /// Make somebody an owner, and change or disable one.
        TeamManageOwners = "team.manage_owners",
        /// See the audit log.
        AuditRead = "audit.read",
    }
}
