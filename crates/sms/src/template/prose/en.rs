//! The linter's words in English.

use crate::template::{Code, FixTitle};

pub(super) fn message(code: Code, case: &str) -> &'static str {
    match code {
        Code::ContentMissing => "The message has no text yet. Write what recipients should read.",
        Code::ContentTypeMissing => "No content type is chosen. Choose OTP, Notification or Marketing.",
        Code::NameMissing => "The template has no name yet. Give it one that tells what it is for.",
        Code::NameTooLong => "The name has {n} characters, and {m} fit. Shorten it.",
        Code::NameVague => {
            "“{s}” says little about the template. Describe it as <Event>_<Type>_<Purpose>, such as \
             Welcome_OTP_Verification."
        }
        Code::CountriesMissing => {
            "No country or region is chosen. Choose where you plan to send, so that reviewers know your audience."
        }
        Code::VariableExampleMissing => {
            "%{s}% has no example, and reviewers need one for every variable. Enter a typical value."
        }
        Code::VariableNameEnglish => match case {
            "long" => "The variable name “{s}” has more than 32 characters. Use a shorter one.",
            "signs" => "“{s}” cannot be a variable name. Use English letters, digits, _ and - without spaces or dots.",
            _ => "“{s}” is not an English name, so the variable would not be filled in. Use English letters.",
        },
        Code::VariablePercentSign => {
            "“{s}” is not the English percent sign, and the platform does not recognize it. Use % instead."
        }
        Code::LinkSpaceBefore => "The link touches “{s}”, so phones may not recognize it. Put a space before the link.",
        Code::LinkSpaceAfter => {
            "“{s}” touches the link, so phones may open a wrong address. Put a space after the link."
        }
        Code::LinkScheme => match case {
            "missing" => "“{s}” does not start with http:// or https://, as links must. Put {p} in front.",
            "script" => "“{s}” is a script, not the address of a page. Remove it or use a link with https://.",
            _ => "“{s}” must start with http:// or https://. Write {p} instead.",
        },
        Code::LengthUnsendable => {
            "The message takes {n} pieces, and a phone can join at most {m}. Shorten it, or send it as several messages."
        }
        Code::PercentUnclosed => {
            "“{s}” has no closing %, so recipients would see it as it is. Close the variable with %."
        }
        Code::PercentAmbiguous => match case {
            "variable" => "Is {s} meant as a variable? If not, put a space after the first %.",
            _ => "The platform may read %{s}% as a variable, although a name must begin with a letter. Rewrite it.",
        },
        Code::PercentInLink => {
            "“{s}” in the link may be read as a variable, and the link would break. Use + for spaces, or a shorter path."
        }
        Code::TypeMismatch => match case {
            "otp-without-code" => {
                "The content type is OTP, but no variable holds a code. Add one such as %code%, or choose another type."
            }
            "otp-with-link" => {
                "Verification messages with a link are often rejected. Remove the link, or choose another content type."
            }
            "otp-with-promotion" => {
                "“{s}” sounds like promotion, which an OTP template must not contain. Remove it, or choose Marketing."
            }
            "notification-with-promotion" => {
                "“{s}” sounds like promotion, and reviewers may reject it in a notification. Remove it, or choose \
                 Marketing."
            }
            _ => {
                "The message does not say how to opt out, which many countries require. Add a hint such as “Reply STOP \
                 to opt out”."
            }
        },
        Code::TextInvisible => match case {
            "space" => {
                "There {n|is|are} {n} special {n|space|spaces} here ({s}) that may force Unicode. Use ordinary spaces."
            }
            "break" => "There is a special line break here ({s}) that forces Unicode. Use an ordinary one.",
            _ => {
                "There {n|is|are} {n} invisible {n|character|characters} here ({s}), often left by copy and paste. \
                 Remove {n|it|them}."
            }
        },
        Code::TextBidi => {
            "An invisible control ({s}) changes the direction of the text, so it may read differently on phones. \
             Remove it."
        }
        Code::LengthPieces => match case {
            "or-more" => {
                "The message takes {n} pieces, up to {m} with long values, and each is charged for every recipient. \
                 Shorten it to save."
            }
            _ => "The message takes {n} pieces, and each is charged for every recipient. Shorten it to save.",
        },
        Code::LengthContent => {
            "The text has {n} characters, and more than {m} may be refused by the platform. Shorten it."
        }
        Code::PercentLiteral => {
            "“{s}” stands for itself here and is sent as it is. For a variable, write its name between two %."
        }
        Code::LinkTrailingSpace => {
            "The link ends the message. Add a space after it, in case text is appended on the way."
        }
        Code::LinkHttp => {
            "The link is not encrypted, and some phones warn about that. Use https:// if the site has it."
        }
        Code::EncodingUnicode => match case {
            "saves" => {
                "{n} {n|character|characters} such as “{s}” {n|makes|make} the message Unicode. Replacing {n|it|them} \
                 saves {m} {m|piece|pieces}."
            }
            "replaceable" => {
                "{n} {n|character|characters} such as “{s}” {n|makes|make} the message Unicode, so a piece holds 70 \
                 characters instead of 160. {n|It|They} can be replaced."
            }
            _ => {
                "{n} {n|character|characters} such as “{s}” {n|makes|make} the message Unicode, so a piece holds 70 \
                 characters instead of 160."
            }
        },
        Code::ValueTooLong => "The value of %{s}% has {n} characters, and {m} are allowed. Shorten it.",
        Code::ValueLink => {
            "The value of %{s}% holds the link “{p}”, and links in values are refused. Put the link into the template."
        }
        Code::ValueMissing => "%{s}% has no value, so the message cannot be sent. Enter one.",
    }
}

pub(super) fn fix_title(title: FixTitle, case: &str) -> &'static str {
    match title {
        FixTitle::InsertSpace => "Insert a space",
        FixTitle::UsePercentSign => "Use the English %",
        FixTitle::RenameVariable => "Rename to %{s}%",
        FixTitle::UseHttps => "Use {s}",
        FixTitle::CloseVariable => "Close with %",
        FixTitle::Replace => match case {
            "all" => "Replace all",
            "break" => "Replace with a line break",
            "space" => "Replace with a space",
            _ => "Replace with “{s}”",
        },
        FixTitle::Remove => "Remove",
        FixTitle::AddTrailingSpace => "Add a space at the end",
    }
}
