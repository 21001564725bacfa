//! Many messages in one buffer: no text per message, no allocation, one call.

use core::{error, fmt, str};

use super::{
    Count,
    count::count_scanned,
    scan::{scan, scan_plain},
};

/// Why a message of a buffer could not be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountManyError {
    /// Which message, from 0.
    pub message_index: usize,
    /// What is wrong with it.
    pub kind: CountManyErrorKind,
}

/// What is wrong with a message of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CountManyErrorKind {
    /// It ends before it starts: the end offsets go down.
    OffsetsDescend,
    /// It ends behind the end of the buffer.
    PastEnd,
    /// It is not UTF-8; that is also so where an offset falls inside a character.
    NotUtf8,
    /// There is no place in `out` for it.
    NoRoom,
}

impl fmt::Display for CountManyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            CountManyErrorKind::OffsetsDescend => "ends before it starts",
            CountManyErrorKind::PastEnd => "ends behind the end of the buffer",
            CountManyErrorKind::NotUtf8 => "is not UTF-8",
            CountManyErrorKind::NoRoom => "has no place in the output",
        };
        write!(f, "message {} {what}", self.message_index)
    }
}

impl error::Error for CountManyError {}

/// Counts each message of `utf8` into `out`; message `i` ends before byte `offsets[i]` and starts where the one
/// before it ends, the first at 0. Bytes behind the last offset and places behind the last message are left alone.
///
/// # Errors
///
/// The first message that cannot be counted. Those before it have been counted; nothing behind it was touched.
///
/// ```
/// use piecewise_sms::pieces::{Count, count, count_many};
///
/// let utf8 = "Hi %name%!您好！".as_bytes();
/// let mut counts = [Count::EMPTY; 2];
/// count_many(utf8, &[10, 19], &mut counts)?;
/// assert_eq!(counts, [count("Hi %name%!"), count("您好！")]);
/// # Ok::<(), piecewise_sms::pieces::CountManyError>(())
/// ```
pub fn count_many(utf8: &[u8], offsets: &[u32], out: &mut [Count]) -> Result<(), CountManyError> {
    let mut places = out.iter_mut();
    for (message_index, counted) in counts(utf8, offsets).enumerate() {
        let count = counted?;
        let Some(place) = places.next() else {
            return Err(CountManyError { message_index, kind: CountManyErrorKind::NoRoom });
        };
        *place = count;
    }
    Ok(())
}

/// Counts the messages of `utf8` one by one, laid out as for [`count_many`]. A message that cannot be counted does
/// not end the iteration: the next starts at its end offset.
pub fn counts(utf8: &[u8], offsets: &[u32]) -> impl Iterator<Item = Result<Count, CountManyError>> {
    let starts = core::iter::once(0).chain(offsets.iter().copied());
    starts.zip(offsets.iter().copied()).enumerate().map(|(message_index, (start, end))| {
        count_message(utf8, start, end).map_err(|kind| CountManyError { message_index, kind })
    })
}

#[inline]
fn count_message(utf8: &[u8], start: u32, end: u32) -> Result<Count, CountManyErrorKind> {
    let Some(message) = utf8.get(start as usize..end as usize) else {
        return Err(if start > end { CountManyErrorKind::OffsetsDescend } else { CountManyErrorKind::PastEnd });
    };
    if let Some(scan) = scan_plain(message) {
        return Ok(count_scanned(message, scan));
    }
    str::from_utf8(message).map_err(|_| CountManyErrorKind::NotUtf8)?;
    Ok(count_scanned(message, scan(message)))
}
