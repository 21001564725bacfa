//! The search: every word counts where it stands, and most in what people call the symptom. It runs on the texts that
//! are here, so it needs no network.

use super::Topic;
use crate::i18n;

/// The topics that `words` may mean, the likeliest first.
pub(super) fn search(words: &str) -> Vec<Topic> {
    let whole = words.trim().to_lowercase();
    let words: Vec<&str> = whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, Topic)> = Topic::ALL
        .iter()
        .map(|topic| (score(*topic, &whole, &words), *topic))
        .filter(|(score, _)| *score > 0)
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, topic)| topic).collect()
}

/// How well a topic fits; 0 where a word is not in it at all.
fn score(topic: Topic, whole: &str, words: &[&str]) -> u32 {
    let names = format!("{} {} {}", topic.title(), topic.sentence(), topic.words()).to_lowercase();
    let texts = i18n::below(topic.prefix()).into_iter().map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>();
    let mut sum = if names.contains(whole) { 20 } else { 0 };
    for word in words {
        let is_name = names.split(|c: char| !c.is_alphanumeric()).any(|name| name == *word);
        let found = match (is_name, names.contains(word)) {
            (true, _) => 10,
            (false, true) => 6,
            (false, false) => u32::from(texts.iter().any(|text| text.contains(word))),
        };
        if found == 0 {
            return 0;
        }
        sum += found;
    }
    sum
}

#[cfg(test)]
mod tests {
    use piecewise_sms::Lang;

    use super::{Topic, search};
    use crate::i18n::set_current;

    /// the words of a symptom return it first.
    #[test]
    fn a_symptom_is_found_by_its_words() {
        set_current(Lang::En);
        for (words, topic) in [
            ("401", Topic::Authentication),
            ("401 Unauthorized", Topic::Authentication),
            ("authentication failed", Topic::Authentication),
            ("wrong key", Topic::Authentication),
            ("balance", Topic::Balance),
            ("Insufficient balance", Topic::Balance),
            ("top up", Topic::Balance),
            ("not received", Topic::NotDelivered),
            ("message not received", Topic::NotDelivered),
            ("not delivered", Topic::NotDelivered),
            ("delay", Topic::NotDelivered),
            ("429", Topic::Refused),
            ("forbidden", Topic::Refused),
            ("offline", Topic::Connection),
            ("gsm-7", Topic::Pieces),
            ("emoji", Topic::Pieces),
            ("waiting result", Topic::NotDelivered),
            ("gitignore", Topic::Secrets),
            ("vault", Topic::Secrets),
            ("magic numbers", Topic::Sandbox),
            ("shortcuts", Topic::Shortcuts),
            ("install", Topic::Offline),
        ] {
            let found = search(words);
            assert_eq!(found.first(), Some(&topic), "{words}: {found:?}");
        }
        assert_eq!(search("  "), []);
        assert_eq!(search("xylophone"), []);
    }

    #[test]
    fn a_symptom_is_found_in_chinese_too() {
        set_current(Lang::ZhCn);
        for (words, topic) in [
            ("401", Topic::Authentication),
            ("认证失败", Topic::Authentication),
            ("余额", Topic::Balance),
            ("没有收到", Topic::NotDelivered),
            ("未收到", Topic::NotDelivered),
            ("快捷键", Topic::Shortcuts),
        ] {
            assert_eq!(search(words).first(), Some(&topic), "{words}");
        }
        set_current(Lang::En);
    }
}
