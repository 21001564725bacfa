//! Sender IDs: registered country by country, and reviewed by the sandbox's staff.

use piecewise_api::{BASE, NewSenders, RequestedMaterials, Sender, SenderCountry, SenderRejection};

use super::{
    super::{http::Call, routes::segment, task::Signal},
    Nothing,
};

pub(crate) fn list(signal: &Signal) -> Call<Vec<Sender>> {
    Call::get(format!("{BASE}/senders")).with_signal(signal)
}

pub(crate) fn submit(new: &NewSenders) -> Call<Vec<Sender>> {
    Call::post(format!("{BASE}/senders"), new)
}

pub(crate) fn one(id: i64, signal: &Signal) -> Call<Sender> {
    Call::get(format!("{BASE}/senders/{id}")).with_signal(signal)
}

/// Ticks a document off.
pub(crate) fn receive(id: i64, material_id: i64) -> Call<Sender> {
    Call::post(format!("{BASE}/senders/{id}/materials/{material_id}/received"), &Nothing {})
}

/// What is known of a country.
pub(crate) fn country(code: &str, signal: &Signal) -> Call<SenderCountry> {
    Call::get(format!("{BASE}/sender-countries/{}", segment(code))).with_signal(signal)
}

pub(crate) fn request_materials(id: i64, materials: Vec<String>) -> Call<Sender> {
    Call::post(format!("{BASE}/sandbox/senders/{id}/request-materials"), &RequestedMaterials { materials })
}

pub(crate) fn register(id: i64) -> Call<Sender> {
    Call::post(format!("{BASE}/sandbox/senders/{id}/register"), &Nothing {})
}

pub(crate) fn reject(id: i64, reason: String) -> Call<Sender> {
    Call::post(format!("{BASE}/sandbox/senders/{id}/reject"), &SenderRejection { reason })
}
