//! The platform's other calls: each is answered in its own envelope, with a sentence that says where to turn.

use axum::{
    http::{StatusCode, Uri},
    response::{IntoResponse, Response},
};

use super::envelope::Answer;

/// No permission: the platform's code for a call that an account may not make.
pub(super) const NOT_OFFERED: u16 = 601;

/// Beginnings of paths below `/smsapi`, and what to do instead. HTTP 200, as the platform has for every code: its
/// clients read the sentence of no other answer.
const KNOWN: [(&str, &str); 9] = [
    ("/sendVoice", "voice calls are not offered; call send with an approved template"),
    ("/sendCode", "codes without a template are not offered; call send with an approved verification code template"),
    ("/smsContactList", "contact lists are not offered; call send with up to 2,000 numbers"),
    ("/sendContactListTask", "contact lists are not offered; call send with up to 2,000 numbers"),
    ("/queryContactListTask", "contact lists are not offered; call send with up to 2,000 numbers"),
    ("/label/", "labels are not offered; customArgs marks the messages of a call"),
    ("/sign/", "signatures are not offered; write the sender's name into the template"),
    ("/mms/", "MMS is not offered; call send with an approved template"),
    ("/voice/", "voice calls are not offered; call send with an approved template"),
];

/// Answers a call that this gateway does not have.
pub(super) async fn not_offered(uri: Uri) -> Response {
    match instead_of(uri.path()) {
        Some(sentence) => Answer::refused(NOT_OFFERED, sentence).into_response(),
        None => (StatusCode::NOT_FOUND, Answer::refused(NOT_OFFERED, "there is no such call")).into_response(),
    }
}

/// Answers a method that the call does not take.
pub(super) async fn wrong_method() -> Response {
    let answer = Answer::refused(NOT_OFFERED, "call with GET or POST");
    (StatusCode::METHOD_NOT_ALLOWED, answer).into_response()
}

fn instead_of(path: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(beginning, _)| path.starts_with(beginning)).map(|(_, sentence)| *sentence)
}
