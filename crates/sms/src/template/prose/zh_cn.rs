//! The linter's words in Simplified Chinese.

use crate::template::{Code, FixTitle};

pub(super) fn message(code: Code, case: &str) -> &'static str {
    match code {
        Code::ContentMissing => "短信内容为空。请填写要发送给收件人的内容。",
        Code::ContentTypeMissing => "尚未选择内容类型。请选择 OTP、Notification 或 Marketing。",
        Code::NameMissing => "模板还没有名称。请填写能说明用途的名称。",
        Code::NameTooLong => "名称有 {n} 个字符，最多 {m} 个。请缩短名称。",
        Code::NameVague => {
            "名称“{s}”看不出模板的用途。建议使用“<事件>_<类型>_<用途>”的格式，例如 Welcome_OTP_Verification。"
        }
        Code::CountriesMissing => "尚未选择国家/地区。请选择计划发送的国家/地区，方便审核人员了解受众。",
        Code::VariableExampleMissing => "变量 %{s}% 没有示例，审核时每个变量都需要示例。请填写一个典型的值。",
        Code::VariableNameEnglish => match case {
            "long" => "变量名“{s}”超过 32 个字符。请使用更短的名称。",
            "signs" => "“{s}”不能用作变量名。请只使用英文字母、数字、_ 和 -，不要包含空格或点号。",
            _ => "变量名“{s}”不是英文，发送时无法替换。请使用英文字母命名。",
        },
        Code::VariablePercentSign => "“{s}”不是英文百分号，平台无法识别。请改用 %。",
        Code::LinkSpaceBefore => "链接与前面的“{s}”连在一起，手机可能无法识别。请在链接前加一个空格。",
        Code::LinkSpaceAfter => "链接与后面的“{s}”连在一起，手机可能打开错误的地址。请在链接后加一个空格。",
        Code::LinkScheme => match case {
            "missing" => "链接必须以 http:// 或 https:// 开头，而“{s}”没有。请在前面加上 {p}。",
            "script" => "“{s}”是脚本，不是网页地址。请删除，或改用 https:// 开头的链接。",
            _ => "链接“{s}”必须以 http:// 或 https:// 开头。请改为 {p}。",
        },
        Code::LengthUnsendable => "短信共 {n} 条，而手机最多只能拼接 {m} 条。请缩短内容，或拆成多条短信发送。",
        Code::PercentUnclosed => "“{s}”缺少右侧的百分号，收件人会看到原文。请在变量名后加上 %。",
        Code::PercentAmbiguous => match case {
            "variable" => "{s} 是变量吗？如果不是，请在第一个百分号后加一个空格。",
            _ => "平台可能把 %{s}% 当作变量，但变量名必须以字母开头。请改写这一处。",
        },
        Code::PercentInLink => "链接中的“{s}”可能被当作变量，导致链接失效。请用 + 代替空格，或使用更短的路径。",
        Code::TypeMismatch => match case {
            "otp-without-code" => "内容类型是 OTP，但没有存放验证码的变量。请添加 %code% 之类的变量，或更换类型。",
            "otp-with-link" => "带链接的验证码短信常常无法通过审核。请删除链接，或更换内容类型。",
            "otp-with-promotion" => "“{s}”像是营销用语，OTP 模板不应包含。请删除，或改选 Marketing。",
            "notification-with-promotion" => {
                "“{s}”像是营销用语，在通知模板中可能无法通过审核。请删除，或改选 Marketing。"
            }
            _ => "短信没有说明如何退订，而许多国家/地区有此要求。请加上“回复 STOP 退订”之类的提示。",
        },
        Code::TextInvisible => match case {
            "space" => "此处有 {n} 个特殊空格（{s}），可能使短信变为 Unicode 编码。请改用普通空格。",
            "break" => "此处有特殊的换行符（{s}），会使短信变为 Unicode 编码。请改用普通换行。",
            _ => "此处有 {n} 个不可见字符（{s}），通常是复制粘贴带入的。请删除。",
        },
        Code::TextBidi => "此处有改变文字方向的不可见控制符（{s}），手机上的显示可能与预期不同。请删除。",
        Code::LengthPieces => match case {
            "or-more" => "短信共 {n} 条，变量值较长时最多 {m} 条，按条数和收件人数计费。缩短内容可以节省费用。",
            _ => "短信共 {n} 条，按条数和收件人数计费。缩短内容可以节省费用。",
        },
        Code::LengthContent => "内容有 {n} 个字符，超过 {m} 个可能被平台拒绝。请缩短内容。",
        Code::PercentLiteral => "此处的“{s}”按原样发送，不是变量。如需变量，请把变量名写在两个百分号之间。",
        Code::LinkTrailingSpace => "短信以链接结尾。建议在链接后加一个空格，以免与后续追加的文字相连。",
        Code::LinkHttp => "链接未加密，部分手机会发出警告。如果网站支持，请使用 https://。",
        Code::EncodingUnicode => match case {
            "saves" => "有 {n} 个字符（如“{s}”）使短信变为 Unicode 编码。替换后可节省 {m} 条。",
            "replaceable" => {
                "有 {n} 个字符（如“{s}”）使短信变为 Unicode 编码，单条容量从 160 个字符降为 70 个。这些字符可以替换。"
            }
            _ => "有 {n} 个字符（如“{s}”）不在 GSM-7 中，短信变为 Unicode 编码，单条容量从 160 个字符降为 70 个。",
        },
        Code::ValueTooLong => "变量 %{s}% 的值有 {n} 个字符，最多 {m} 个。请缩短。",
        Code::ValueLink => "变量 %{s}% 的值包含链接“{p}”，平台会拒绝。请把链接写在模板内容中。",
        Code::ValueMissing => "变量 %{s}% 没有值，短信无法发送。请填写。",
    }
}

pub(super) fn fix_title(title: FixTitle, case: &str) -> &'static str {
    match title {
        FixTitle::InsertSpace => "插入空格",
        FixTitle::UsePercentSign => "改用英文百分号 %",
        FixTitle::RenameVariable => "重命名为 %{s}%",
        FixTitle::UseHttps => "使用 {s}",
        FixTitle::CloseVariable => "补上百分号 %",
        FixTitle::Replace => match case {
            "all" => "全部替换",
            "break" => "替换为换行",
            "space" => "替换为空格",
            _ => "替换为“{s}”",
        },
        FixTitle::Remove => "删除",
        FixTitle::AddTrailingSpace => "在末尾加空格",
    }
}
