//! The fixed words of the JSON report, and which of the tool's values each stands for.

use serde::{Serialize, Serializer};

use crate::lint::{Applicability, Confidence, Context, RootKind, Strategy};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum JsonContext {
    Async,
    Closure,
    Reached,
    Zone,
    Offloaded,
    Sync,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum JsonConfidence {
    Likely,
    Certain,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::report) enum JsonRoot {
    Startup,
    Task,
    Handler,
    Other,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum JsonApplicability {
    Safe,
    Unsafe,
    DisplayOnly,
    None,
}

/// Printed as one word, `shape:NAME` for a rewrite of its own.
pub(super) struct JsonStrategy<'r>(pub(super) &'r Strategy);

impl From<Context> for JsonContext {
    fn from(context: Context) -> Self {
        match context {
            Context::Async => Self::Async,
            Context::Closure => Self::Closure,
            Context::Reached => Self::Reached,
            Context::Zone => Self::Zone,
            Context::Offloaded => Self::Offloaded,
            Context::Sync => Self::Sync,
        }
    }
}

impl From<Confidence> for JsonConfidence {
    fn from(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Likely => Self::Likely,
            Confidence::Certain => Self::Certain,
        }
    }
}

impl From<RootKind> for JsonRoot {
    fn from(root: RootKind) -> Self {
        match root {
            RootKind::Startup => Self::Startup,
            RootKind::Task => Self::Task,
            RootKind::Handler => Self::Handler,
            RootKind::Other => Self::Other,
        }
    }
}

impl From<Option<Applicability>> for JsonApplicability {
    fn from(applicability: Option<Applicability>) -> Self {
        match applicability {
            Some(Applicability::Safe) => Self::Safe,
            Some(Applicability::Unsafe) => Self::Unsafe,
            Some(Applicability::DisplayOnly) => Self::DisplayOnly,
            None => Self::None,
        }
    }
}

impl Serialize for JsonStrategy<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Strategy::InPlace => serializer.serialize_str("in-place"),
            Strategy::MakeAsync => serializer.serialize_str("make-async"),
            Strategy::SpawnBlocking => serializer.serialize_str("spawn-blocking"),
            Strategy::Shape(name) => serializer.collect_str(&format_args!("shape:{name}")),
        }
    }
}
