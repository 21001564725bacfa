//! The call that an application makes to the gateway, as a command to copy.

use piecewise_api::Template;

use crate::json;

/// A `curl` command that sends `template` with its examples. The credentials come from `SMS_USER` and `SMS_KEY` in the
/// environment, so that the command can be shared and kept (R-065).
pub fn curl_sample(base_url: &str, template: &Template) -> String {
    let values = json::write(&template.examples);
    let mut lines = vec![
        format!("curl -X POST {}", quoted(&format!("{base_url}/smsapi/send"))),
        r#"  --data-urlencode "smsUser=$SMS_USER""#.into(),
        r#"  --data-urlencode "smsKey=$SMS_KEY""#.into(),
        format!("  --data-urlencode templateId={}", template.id),
        "  --data-urlencode 'phone=+6591234567'".into(),
    ];
    if !template.examples.is_empty() {
        lines.push(format!("  --data-urlencode {}", quoted(&format!("vars={values}"))));
    }
    lines.join(" \\\n")
}

/// `text` in single quotes of the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use piecewise_api::Template;
    use piecewise_sms::template::{ContentType, ReviewState};

    use super::curl_sample;

    /// R-065.
    #[test]
    fn the_credentials_come_from_the_environment() {
        let template = Template {
            id: 7,
            name: "Order".into(),
            content_type: ContentType::Notification,
            content: "Hi %name%".into(),
            examples: [("name".to_owned(), "O'Neil \"Ada\"".to_owned())].into(),
            countries: vec![],
            state: ReviewState::Approved,
            submitted_at_ms: 0,
            reviewed_at_ms: None,
            rejection: None,
            version: 1,
            withdrawn_at_ms: None,
            successor: None,
        };
        assert_eq!(
            curl_sample("http://127.0.0.1:8080", &template),
            r#"curl -X POST 'http://127.0.0.1:8080/smsapi/send' \
  --data-urlencode "smsUser=$SMS_USER" \
  --data-urlencode "smsKey=$SMS_KEY" \
  --data-urlencode templateId=7 \
  --data-urlencode 'phone=+6591234567' \
  --data-urlencode 'vars={"name":"O'\''Neil \"Ada\""}'"#
        );
    }
}
