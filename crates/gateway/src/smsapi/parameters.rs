//! The parameters of a call, wherever they stand: form or multipart body, query, or both; the body wins.
//!
//! What clients of the platform put on the wire is taken: an empty first segment of the query, a body without a content
//! type, the same parameter twice. The decoded text is kept as it came, because a signature is over it.

use std::{collections::BTreeMap, net::IpAddr};

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{Extensions, HeaderMap, header},
};

use super::envelope::Answer;
use crate::{peer::Peer, service::CallOrigin};

/// The decoded parameters, in the order of their names, and where they came from.
#[derive(Default)]
pub(super) struct Parameters {
    values: BTreeMap<String, String>,
    connection: Extensions,
    headers: HeaderMap,
}

impl<S: Send + Sync> FromRequest<S> for Parameters {
    type Rejection = Answer;

    async fn from_request(request: Request, state: &S) -> Result<Self, Answer> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let kind = BodyKind::of(request.headers());
        let (connection, headers) = (request.extensions().clone(), request.headers().clone());
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Answer::refused(412, "the body is too long or broke off"))?;
        let mut parameters = Self { connection, headers, ..Self::default() };
        match kind {
            BodyKind::Form => parameters.add_encoded(&body),
            BodyKind::Multipart { boundary } => parameters.add_multipart(body, boundary).await?,
            BodyKind::Other => {}
        }
        parameters.add_encoded(query.as_bytes());
        if parameters.values.values().any(|value| value.contains(char::REPLACEMENT_CHARACTER)) {
            return Err(Answer::refused(441, "a parameter is not UTF-8 text"));
        }
        Ok(parameters)
    }
}

impl Parameters {
    /// The value of `name`, unless it is missing or empty.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Who sent them.
    pub(super) fn origin(&self, trusted_proxies: &[IpAddr]) -> CallOrigin {
        CallOrigin::of(Peer::of(&self.connection, &self.headers, trusted_proxies), &self.headers)
    }

    /// Whether `name` was given, be it empty.
    pub(super) fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// Every parameter, in the order of the names as ASCII.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A repeated parameter counts once, the first time.
    fn add(&mut self, name: String, value: String) {
        if !name.is_empty() {
            self.values.entry(name).or_insert(value);
        }
    }

    fn add_encoded(&mut self, encoded: &[u8]) {
        for (name, value) in form_urlencoded::parse(encoded) {
            self.add(name.into_owned(), value.into_owned());
        }
    }

    async fn add_multipart(&mut self, body: Bytes, boundary: String) -> Result<(), Answer> {
        let broken = |_| Answer::refused(412, "the multipart body is malformed");
        let whole = futures_util::stream::once(async { Ok::<_, std::convert::Infallible>(body) });
        let mut multipart = multer::Multipart::new(whole, boundary);
        while let Some(field) = multipart.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let value = field.bytes().await.map_err(broken)?;
            self.add(name, String::from_utf8_lossy(&value).into_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
impl FromIterator<(String, String)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self { values: pairs.into_iter().collect(), ..Self::default() }
    }
}

/// How a body is written.
enum BodyKind {
    Form,
    Multipart { boundary: String },
    Other,
}

impl BodyKind {
    /// A body without a content type is a form: no client of the platform sends anything else.
    fn of(headers: &HeaderMap) -> Self {
        let Some(kind) = headers.get(header::CONTENT_TYPE) else { return Self::Form };
        let Ok(kind) = kind.to_str() else { return Self::Other };
        if let Ok(boundary) = multer::parse_boundary(kind) {
            return Self::Multipart { boundary };
        }
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") { Self::Form } else { Self::Other }
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    async fn read(uri: &str, kind: Option<&str>, body: &str) -> Result<Parameters, Answer> {
        let mut request = Request::post(uri);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        Parameters::from_request(request.body(Body::from(body.to_owned())).unwrap(), &()).await
    }

    fn pairs(parameters: &Parameters) -> Vec<(&str, &str)> {
        parameters.iter().collect()
    }

    #[tokio::test]
    async fn a_form_is_read_under_each_name_of_its_type() {
        for kind in [
            None,
            Some("application/x-www-form-urlencoded"),
            Some("application/x-www-form-urlencoded; charset=UTF-8"),
            Some("application/x-www-form-urlencoded;charset=utf-8"),
            Some("Application/X-WWW-Form-Urlencoded ; Charset=\"UTF-8\""),
        ] {
            let parameters = read("/send", kind, "b=2%263&a=%E6%9D%8E+x&c=").await.unwrap();
            assert_eq!(pairs(&parameters), [("a", "李 x"), ("b", "2&3"), ("c", "")], "{kind:?}");
        }
        assert_eq!(pairs(&read("/send", Some("text/plain"), "a=1").await.unwrap()), []);
    }

    #[tokio::test]
    async fn a_multipart_body_is_read() {
        let body = "--x1\r\nContent-Disposition: form-data; name=\"vars\"\r\n\r\n{\"a\":\"b&c=d\r\n+%41\"}\r\n\
                    --x1\r\nContent-Disposition: form-data; name=\"phone\"\r\nContent-Type: text/plain; charset=UTF-8\
                    \r\n\r\n+65 李\r\n--x1--\r\n";
        for kind in ["multipart/form-data; boundary=x1", "Multipart/Form-Data; boundary=\"x1\""] {
            let parameters = read("/send?templateId=7&phone=1", Some(kind), body).await.unwrap();
            let expected = [("phone", "+65 李"), ("templateId", "7"), ("vars", "{\"a\":\"b&c=d\r\n+%41\"}")];
            assert_eq!(pairs(&parameters), expected, "{kind}");
        }
        assert!(read("/send", Some("multipart/form-data; boundary=x1"), "--x1\r\nbroken").await.is_err());
    }

    #[tokio::test]
    async fn an_empty_segment_and_a_repeated_parameter_do_no_harm() {
        assert_eq!(pairs(&read("/send?", None, "").await.unwrap()), []);
        let parameters = read("/send?&a=1&&msgType=2", None, "msgType=2&msgType=2&").await.unwrap();
        assert_eq!(pairs(&parameters), [("a", "1"), ("msgType", "2")]);
    }

    #[tokio::test]
    async fn what_is_not_utf_8_is_refused_rather_than_sent_mangled() {
        assert!(read("/send", None, "vars=%C0%EE").await.is_err());
    }
}
