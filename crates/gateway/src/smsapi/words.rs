//! What the platform says in words: Chinese in the older dialect, English in the other.

use super::caller::Dialect;

/// What a call that did what it is for says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// Asked or sent.
    Request,
    /// Some numbers accepted.
    Partly,
    /// No number accepted.
    Nothing,
    /// A template was added.
    Inserted,
    /// A template was changed.
    Updated,
    /// A template was handed in.
    Submitted,
    /// A template was deleted.
    Deleted,
}

impl Done {
    /// The sentence.
    pub(super) const fn words(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::Key, Self::Partly) => "partially successful",
            (Dialect::Key, Self::Nothing) => "all numbers were refused",
            (Dialect::Key, _) => "request was successful",
            (Dialect::Signature, Self::Request) => "请求成功",
            (Dialect::Signature, Self::Partly) => "部分成功",
            (Dialect::Signature, Self::Nothing) => "全部失败",
            (Dialect::Signature, Self::Inserted) => "插入成功",
            (Dialect::Signature, Self::Updated) => "更新成功",
            (Dialect::Signature, Self::Submitted) => "提交成功",
            (Dialect::Signature, Self::Deleted) => "删除成功",
        }
    }
}

/// A refusal as the dialect has it: in Chinese the platform's words for the code, and what exactly was wrong behind them.
pub(super) fn refusal(dialect: Dialect, status_code: u16, detail: &str) -> String {
    match (dialect, gloss(status_code)) {
        (Dialect::Signature, Some(gloss)) => format!("{gloss}: {detail}"),
        _ => detail.to_owned(),
    }
}

const fn gloss(status_code: u16) -> Option<&'static str> {
    Some(match status_code {
        401 => "短信内容不能为空",
        402 => "短信内容过长",
        411 => "手机号不能为空",
        412 => "手机号格式错误",
        413 => "有重复的手机号",
        421 => "签名参数错误",
        422 => "签名错误",
        431 => "模板不存在",
        432 => "模板未提交审核或者未审核通过",
        433 => "模板ID不能为空",
        441 => "替换变量格式错误",
        461 => "时间戳无效",
        471 => "smsUser不存在",
        472 => "smsUser不能为空",
        481 => "手机号和替换变量不能为空",
        482 => "手机号和替换变量格式错误",
        483 => "替换变量的长度不能超过32个字符",
        496 => "一分钟内给当前手机号发信太多",
        498 => "一天内给当前手机号发信太多",
        499 => "账户额度不够",
        501 => "服务器异常",
        601 => "没有权限",
        _ => return None,
    })
}

/// Why a single number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFault {
    Malformed,
    Duplicate,
    NoPrice,
    /// It has had as many messages as it may.
    Frequent(&'static str),
}

impl NumberFault {
    /// The sentence.
    pub(super) const fn words(self, dialect: Dialect) -> &'static str {
        match (dialect, self) {
            (Dialect::Key, Self::Malformed) => "invalid phone number format",
            (Dialect::Key, Self::Duplicate) => "duplicate phone number",
            (Dialect::Key, Self::NoPrice) => "no price is known for this country",
            (_, Self::Frequent(words)) => words,
            (Dialect::Signature, Self::Malformed) => "手机号格式错误",
            (Dialect::Signature, Self::Duplicate) => "有重复的手机号",
            (Dialect::Signature, Self::NoPrice) => "该国家/地区的价格未知",
        }
    }
}

/// What the data calls say about a code, behind the status.
pub(super) const fn reason(status_code: i64) -> Option<&'static str> {
    Some(match status_code {
        410 => "全局拦截列表",
        420 => "局部拦截列表",
        430 => "取消订阅",
        440 => "关键词过滤",
        450 => "替换变量错误",
        460 => "内容长度超限",
        480 => "发送频率超限",
        500 => "空号",
        510 => "停机",
        520 => "投诉",
        530 => "占线",
        540 => "无人接听",
        550 => "拦截",
        560 => "手机故障",
        570 => "不在服务区",
        580 => "关机",
        490 | 590 => "其他",
        _ => return None,
    })
}
