//! Signing in, one's own sessions and profile, and the people of the account.

use piecewise_api::{
    AcceptInvitation, BASE, Invitation, Invited, NewInvitation, NewPassword, PasswordSignIn, PersonChange, Profile,
    RoleAnswer, Session, SessionInfo, TeamMember,
};
use serde::de::IgnoredAny;

use super::super::{http::Call, task::Signal};

pub(crate) fn sign_in_with_password(given: &PasswordSignIn) -> Call<Session> {
    Call::post(format!("{BASE}/session/password"), given)
}

pub(crate) fn accept_invitation(given: &AcceptInvitation) -> Call<Session> {
    Call::post(format!("{BASE}/session/invitation"), given)
}

/// One's own sessions.
pub(crate) fn sessions(signal: &Signal) -> Call<Vec<SessionInfo>> {
    Call::get(format!("{BASE}/sessions")).with_signal(signal)
}

pub(crate) fn end_session(id: i64) -> Call<IgnoredAny> {
    Call::delete(format!("{BASE}/sessions/{id}"))
}

pub(crate) fn change_profile(profile: &Profile) -> Call<Session> {
    Call::put(format!("{BASE}/profile"), profile)
}

pub(crate) fn change_password(password: &NewPassword) -> Call<IgnoredAny> {
    Call::put(format!("{BASE}/profile/password"), password)
}

pub(crate) fn people(signal: &Signal) -> Call<Vec<TeamMember>> {
    Call::get(format!("{BASE}/people")).with_signal(signal)
}

pub(crate) fn change_person(id: i64, change: PersonChange) -> Call<TeamMember> {
    Call::patch(format!("{BASE}/people/{id}"), &change)
}

/// Ends every session of somebody.
pub(crate) fn end_sessions_of(id: i64) -> Call<IgnoredAny> {
    Call::delete(format!("{BASE}/people/{id}/sessions"))
}

pub(crate) fn invitations(signal: &Signal) -> Call<Vec<Invitation>> {
    Call::get(format!("{BASE}/people/invitations")).with_signal(signal)
}

pub(crate) fn invite(invitation: &NewInvitation) -> Call<Invited> {
    Call::post(format!("{BASE}/people/invitations"), invitation)
}

pub(crate) fn withdraw_invitation(id: i64) -> Call<IgnoredAny> {
    Call::delete(format!("{BASE}/people/invitations/{id}"))
}

/// The roles, and what each permits.
pub(crate) fn roles(signal: &Signal) -> Call<Vec<RoleAnswer>> {
    Call::get(format!("{BASE}/roles")).with_signal(signal)
}
