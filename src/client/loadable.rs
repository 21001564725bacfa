//! A value that comes from the gateway.

use super::ClientError;

/// A value on its way, there, or refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Loadable<T> {
    /// Not here yet.
    #[default]
    Waiting,
    /// Here.
    Ready(T),
    /// It could not be read.
    Failed(ClientError),
}

impl<T> Loadable<T> {
    /// The value, where it is here.
    pub const fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            Self::Waiting | Self::Failed(_) => None,
        }
    }

    /// Takes what was read. A failure does not take away a value that is already here, and a request that was taken
    /// back changes nothing.
    pub fn replace(&mut self, read: Result<T, ClientError>) {
        match read {
            Ok(value) => *self = Self::Ready(value),
            Err(ClientError::Aborted) => {}
            Err(error) => {
                if self.ready().is_none() {
                    *self = Self::Failed(error);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClientError, Loadable};

    #[test]
    fn a_failure_keeps_what_is_there() {
        let mut value = Loadable::Waiting;
        value.replace(Err(ClientError::Aborted));
        assert_eq!(value, Loadable::Waiting);
        value.replace(Err(ClientError::Offline));
        assert_eq!(value, Loadable::Failed(ClientError::Offline));
        value.replace(Ok(1));
        value.replace(Err(ClientError::Offline));
        assert_eq!(value, Loadable::Ready(1));
    }
}
