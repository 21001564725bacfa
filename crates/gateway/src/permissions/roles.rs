//! The matrix: what each role permits.

use piecewise_api::{Permission, Permission as P, Role};

/// Permitted.
const Y: bool = true;

/// Not permitted.
const N: bool = false;

/// The columns stand in the order of [`Role::ALL`]: Owner, Administrator, Developer, Operator, Finance, Reviewer, Viewer.
const MATRIX: [(Permission, [bool; Role::ALL.len()]); Permission::ALL.len()] = [
    (P::TemplatesRead, [Y, Y, Y, Y, Y, Y, Y]),
    (P::TemplatesWrite, [Y, Y, Y, Y, N, N, N]),
    (P::TemplatesReview, [Y, Y, N, N, N, Y, N]),
    (P::MessagesRead, [Y, Y, Y, Y, N, N, Y]),
    (P::MessagesSendTest, [Y, Y, Y, Y, N, N, N]),
    (P::CampaignsRead, [Y, Y, Y, Y, Y, N, Y]),
    (P::CampaignsWrite, [Y, Y, N, Y, N, N, N]),
    (P::CampaignsApprove, [Y, Y, N, N, Y, N, N]),
    (P::MessagesResolve, [Y, Y, N, Y, N, N, N]),
    (P::MessagesDelete, [Y, Y, N, N, N, N, N]),
    (P::Export, [Y, Y, N, Y, Y, N, N]),
    (P::CredentialsRead, [Y, Y, Y, Y, Y, Y, Y]),
    (P::CredentialsCreate, [Y, Y, Y, N, N, N, N]),
    (P::CredentialsReveal, [Y, Y, Y, N, N, N, N]),
    (P::CredentialsRegenerate, [Y, Y, Y, N, N, N, N]),
    (P::WalletRead, [Y, Y, Y, Y, Y, N, Y]),
    (P::WalletTopUp, [Y, Y, N, N, Y, N, N]),
    (P::WalletLimits, [Y, Y, N, N, Y, N, N]),
    (P::PricesRead, [Y, Y, Y, Y, Y, Y, Y]),
    (P::PricesWrite, [Y, Y, N, N, Y, N, N]),
    (P::HooksRead, [Y, Y, Y, Y, N, N, Y]),
    (P::HooksWrite, [Y, Y, Y, N, N, N, N]),
    (P::SenderIdsRead, [Y, Y, Y, Y, N, Y, Y]),
    (P::SenderIdsWrite, [Y, Y, N, Y, N, N, N]),
    (P::SuppressionRead, [Y, Y, Y, Y, N, N, Y]),
    (P::SuppressionWrite, [Y, Y, N, Y, N, N, N]),
    (P::SandboxRead, [Y, Y, Y, Y, N, Y, Y]),
    (P::SandboxControl, [Y, Y, Y, N, N, N, N]),
    (P::SettingsRead, [Y, Y, Y, Y, Y, Y, Y]),
    (P::SettingsWrite, [Y, Y, N, N, N, N, N]),
    (P::TeamRead, [Y, Y, N, N, N, N, N]),
    (P::TeamManage, [Y, Y, N, N, N, N, N]),
    (P::TeamManageOwners, [Y, N, N, N, N, N, N]),
    (P::AuditRead, [Y, Y, N, N, N, N, N]),
];

/// Whether `role` permits `permission`.
pub fn allows(role: Role, permission: Permission) -> bool {
    let is_permitted = |cells: &[bool]| Role::ALL.iter().zip(cells).any(|(column, cell)| *column == role && *cell);
    MATRIX.iter().any(|(row, cells)| *row == permission && is_permitted(cells))
}

/// Everything that `role` permits.
pub fn permissions_of(role: Role) -> Vec<Permission> {
    Permission::ALL.iter().copied().filter(|permission| allows(role, *permission)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_its_row() {
        let rows: Vec<_> = MATRIX.iter().map(|(permission, _)| *permission).collect();
        assert_eq!(rows, Permission::ALL);
    }

    #[test]
    fn the_documentation_has_the_same_table() {
        let documentation = include_str!("../../../../docs/operating.md");
        for (permission, cells) in MATRIX {
            let cells = cells.map(|cell| if cell { "yes" } else { "–" }).join(" | ");
            let row = format!("| `{}` | {cells} |\n", permission.as_str());
            assert!(documentation.contains(&row), "docs/operating.md does not have {row}");
        }
    }

    #[test]
    fn names_round_trip() {
        for permission in Permission::ALL {
            assert_eq!(Permission::from_name(permission.as_str()), Some(*permission));
        }
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.as_str()), Some(*role));
        }
    }

    /// whoever may see a key is a short list.
    #[test]
    fn few_roles_see_keys() {
        for role in Role::ALL {
            let is_among_them = matches!(role, Role::Owner | Role::Administrator | Role::Developer);
            assert_eq!(allows(*role, P::CredentialsReveal), is_among_them, "{role:?}");
            assert_eq!(allows(*role, P::CredentialsRegenerate), is_among_them, "{role:?}");
        }
    }
}
