//! What a blocking operation waits for.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of resource a blocking operation waits for: the `effect` of the JSON report.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The file system, through functions and types of `std::fs` or a twin of it.
    Fs,
    /// The file system, through methods of `Path` and its twins.
    Path,
    /// Reads and writes on an open handle.
    Io,
    /// Starting and waiting for processes.
    Process,
    /// Sleeping the thread.
    Sleep,
    /// The network.
    Net,
    /// Blocking on a future, channel or lock of the async runtime, or on a thread.
    BlockOn,
    /// Whatever a function of a dependency waits for.
    Dependency,
}

/// What an operation waits for, and nothing else, where the effect of its rule does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// Files, so that it may go to the blocking pool together with other such operations.
    Files,
    /// Another thread. Of a dependency's function that comes to it nothing is said, unless its name does (`recv_timeout`): others wait where
    /// they meet what another thread has half done, as `send` does where the channel is full and `insert` where a map grows.
    Threads,
}

impl Effect {
    /// How long it may take: what waits for others may take for ever, what reads and writes depends on the size, what asks about a path
    /// is one call of the system.
    #[must_use]
    pub fn weight(self) -> u8 {
        match self {
            Self::Sleep | Self::Process | Self::Net | Self::BlockOn => 2,
            Self::Fs | Self::Io | Self::Dependency => 1,
            Self::Path => 0,
        }
    }

    /// Whether tokio does it on its blocking pool, in one hop for each call, as far as it is done with files.
    #[must_use]
    pub fn is_of_files(self) -> bool {
        matches!(self, Self::Fs | Self::Path | Self::Io)
    }

    /// The word of the JSON report, such as `block-on`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fs => "fs",
            Self::Path => "path",
            Self::Io => "io",
            Self::Process => "process",
            Self::Sleep => "sleep",
            Self::Net => "net",
            Self::BlockOn => "block-on",
            Self::Dependency => "dependency",
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}
